//! The meaning of a name with its type arguments, such as `List<Long>` or `b2b::Member`.

use super::{
    meaning::Meaning,
    names::{Named, is_foreign_path, may_be_own, named, number},
};

/// The origin of the tokens. It determines whether a name from `names`, without a path, may instead be a
/// type that the user declares.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Notation {
    Rust,
    Foreign,
}

/// Returns the meaning of a name with its type arguments. `path` includes the name.
pub(super) fn resolve(
    path: &str,
    name: &str,
    arguments: Vec<Meaning>,
    notation: Notation,
) -> Meaning {
    let is_own = match notation {
        Notation::Rust if path != name => {
            let first = path.split(':').find(|segment| !segment.is_empty());
            !first.is_some_and(|first| is_foreign_path(first, name))
        }
        Notation::Rust => may_be_own(name, !arguments.is_empty()),
        // Without its arguments, the name has no other meaning.
        Notation::Foreign => {
            matches!(named(name), Some(Named::Inner | Named::Optional))
                && may_be_own(name, !arguments.is_empty())
        }
    };
    let named = if is_own { None } else { named(name) };
    let first = arguments.first().cloned();
    let last = arguments.last().cloned();
    match named {
        Some(Named::Type(ty)) => Meaning::Type(ty.to_owned()),
        Some(Named::OneOf(likely, words)) => {
            Meaning::OneOf { likely: likely.to_owned(), words: words.to_owned() }
        }
        Some(Named::Byte) => Meaning::Byte,
        Some(Named::List) => Meaning::list_of(element(last)),
        Some(Named::Map) => Meaning::map_of("BTreeMap", element(last)),
        Some(Named::Inner) => first.unwrap_or(Meaning::Unknown),
        Some(Named::Optional) => first.unwrap_or(Meaning::Unknown).optional(),
        Some(Named::Nothing) => Meaning::Nothing,
        None => valid(path, name, arguments),
    }
}

/// The element of a container of another language, such as `List<Long>`.
fn element(last: Option<Meaning>) -> Meaning {
    match last {
        Some(Meaning::Type(name)) => Meaning::Type(number(&name).map_or(name, str::to_owned)),
        last => last.unwrap_or(Meaning::Unknown),
    }
}

/// A type that is valid in a spec, with the equivalents of its arguments.
fn valid(path: &str, name: &str, arguments: Vec<Meaning>) -> Meaning {
    if arguments.is_empty() {
        return match name {
            "Vec" => Meaning::list_of(Meaning::Unknown),
            "BTreeMap" | "HashMap" => Meaning::map_of(name, Meaning::Unknown),
            "Nullable" | "Box" | "Self" | "self" | "impl" | "dyn" | "fn" | "where" | "enum"
            | "struct" => Meaning::Unknown,
            _ => Meaning::Type(path.to_owned()),
        };
    }
    let last = arguments.last().cloned().unwrap_or(Meaning::Unknown);
    match name {
        "Vec" => return Meaning::list_of(last),
        "BTreeMap" | "HashMap" => return Meaning::map_of(name, last),
        "Nullable" => {
            return match last {
                Meaning::Optional(inner) => Meaning::Type(format!("Nullable<{inner}>")),
                last => last
                    .into_type()
                    .map_or(Meaning::Unknown, |inner| Meaning::Type(format!("Nullable<{inner}>"))),
            };
        }
        _ => {}
    }
    let arguments: Option<Vec<_>> = arguments.into_iter().map(Meaning::into_type).collect();
    match arguments {
        Some(arguments) => Meaning::Type(format!("{path}<{}>", arguments.join(", "))),
        None => Meaning::Unknown,
    }
}
