//! Reports field types that are not Rust types.

use std::cmp::Ordering;

use proc_macro2::{Punct, Spacing, TokenStream, TokenTree};
use syn::ext::IdentExt;

use super::{
    ty::{TypeOwner, spelling},
    type_check::check_type,
    type_resolution::replace_type,
};
use crate::{
    errors::Errors,
    model::{Presence, Type},
    notation::{Meaning, Notation, meaning},
    suggest::upper_camel,
};

/// Reports the type. Returns its equivalent and the presence of the field.
pub(crate) fn lower_foreign_type(
    written: &TokenStream,
    owner: TypeOwner<'_>,
    errors: &mut Errors,
) -> (Type, Presence) {
    if let Some((rule, balanced)) = balanced(written) {
        let fix = balanced
            .as_ref()
            .map_or("write one `>` for each `<`".to_owned(), |ty| format!("write `{ty}`"));
        errors.over(written, format_args!("{rule}; {fix}"));
        return (replace_type(balanced.as_deref(), written, owner.krate), owner.presence);
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

/// For a type with unbalanced `<` and `>`: the rule, and the balanced type if that is valid.
fn balanced(written: &TokenStream) -> Option<(&'static str, Option<String>)> {
    let is_punct = |token: &TokenTree, character: char| matches!(token, TokenTree::Punct(punct) if punct.as_char() == character);
    let mut tokens: Vec<_> = written.clone().into_iter().collect();
    let count = |character| tokens.iter().filter(|token| is_punct(token, character)).count();
    let is_arrow = |pair: &[TokenTree]| is_punct(&pair[0], '-') && is_punct(&pair[1], '>');
    let arrows = tokens.windows(2).filter(|pair| is_arrow(pair)).count();
    let (open, close) = (count('<'), count('>') - arrows);
    let rule = match open.cmp(&close) {
        Ordering::Equal => return None,
        Ordering::Greater => "the type has a `<` without its `>`",
        Ordering::Less => "the type has a `>` without its `<`",
    };
    for _ in close..open {
        tokens.push(Punct::new('>', Spacing::Alone).into());
    }
    let mut excess = close.saturating_sub(open);
    while excess > 0 && tokens.pop_if(|token| is_punct(token, '>')).is_some() {
        excess -= 1;
    }
    let ty = syn::parse2(tokens.into_iter().collect()).ok();
    let mut rejected = Vec::new();
    let balanced = ty.filter(|ty| {
        check_type(ty, &mut rejected);
        rejected.is_empty()
    });
    Some((rule, balanced.map(|ty: syn::Type| spelling(&ty))))
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
        Meaning::Nothing => "a field must hold a value; remove the field".to_owned(),
        Meaning::Unknown => {
            format!("invalid type; write a Rust type such as `String` after `{ident}:`")
        }
    }
}
