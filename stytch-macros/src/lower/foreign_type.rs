//! Reports field types that are not Rust types.

use proc_macro2::{TokenStream, TokenTree};
use syn::ext::IdentExt;

use super::{ty::TypeOwner, type_resolution::replace_type};
use crate::{
    errors::Errors,
    model::{Presence, Type},
    notation::{Meaning, Notation, meaning},
    suggest::upper_camel,
};

/// Reports the type and returns what was meant: the type and the presence of its field.
pub(crate) fn lower_foreign_type(
    written: &TokenStream,
    owner: TypeOwner<'_>,
    errors: &mut Errors,
) -> (Type, Presence) {
    if is_unclosed(written) {
        errors.over(written, "the type has a `<` without its `>`; add the `>`");
        return (replace_type(None, written, owner.krate), owner.presence);
    }
    let meant = meaning(written.clone(), Notation::Foreign);
    let (message, presence) = match &meant {
        Meaning::Optional(ty) => owner.optional(ty),
        meant => (explain(meant, owner), owner.presence),
    };
    errors.over(written, message);
    let meant = match &meant {
        Meaning::Type(ty) | Meaning::Optional(ty) => Some(ty.as_str()),
        Meaning::OneOf { .. }
        | Meaning::Byte
        | Meaning::Values
        | Meaning::Object
        | Meaning::Objects
        | Meaning::Nothing
        | Meaning::Unknown => None,
    };
    (replace_type(meant, written, owner.krate), presence)
}

fn is_unclosed(written: &TokenStream) -> bool {
    let count = |character: char| {
        let is_it = |token: &TokenTree| matches!(token, TokenTree::Punct(punct) if punct.as_char() == character);
        written.clone().into_iter().filter(is_it).count()
    };
    count('<') > count('>')
}

fn explain(meant: &Meaning, owner: TypeOwner<'_>) -> String {
    let ident = owner.ident;
    let name = upper_camel(&ident.unraw().to_string());
    match meant {
        Meaning::Type(ty) | Meaning::Optional(ty) => {
            format!("types are written as in Rust; write `{ty}`")
        }
        Meaning::OneOf { words, .. } => format!("types are written as in Rust; write {words}"),
        Meaning::Byte => "types are written as in Rust; write `u32`".to_owned(),
        Meaning::Values => format!(
            "the values of a field cannot be listed at its type; \
             declare them with `open_enum! {{ {name} {{ … }} }}` and write `{name}`"
        ),
        Meaning::Object => format!(
            "the fields of an object cannot be listed at a field's type; \
             declare them with `object! {{ {name} {{ … }} }}` and write `{name}`"
        ),
        Meaning::Objects => {
            let name = name.strip_suffix('s').unwrap_or(&name);
            format!(
                "the fields of an object cannot be listed at a field's type; \
                 declare them with `object! {{ {name} {{ … }} }}` and write `Vec<{name}>`"
            )
        }
        Meaning::Nothing => "a field must have a value; remove the field".to_owned(),
        Meaning::Unknown => {
            format!("invalid type; write a Rust type such as `String` after `{ident}:`")
        }
    }
}
