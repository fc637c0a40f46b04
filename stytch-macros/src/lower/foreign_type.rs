//! Reports field types that are not Rust types.

use std::cmp::Ordering;

use proc_macro2::{Punct, Spacing, TokenStream, TokenTree};
use syn::{Lit, ext::IdentExt};

use super::{
    ty::{TypeOwner, spelling},
    type_check::check_type,
    type_resolution::replace_type,
};
use crate::{
    errors::Errors,
    keyword::Section,
    model::{BodyFormat, Presence, Type},
    notation::{Meaning, Notation, meaning},
    suggest::{self, upper_camel, variant_name},
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
        Meaning::Optional(ty) => {
            let (message, presence) = owner.optional(ty);
            (format!("{message}{}", nullable_choice(written, ty, owner)), presence)
        }
        Meaning::Values => explain_values(written, owner),
        meant => (explain(written, meant, owner), owner.presence),
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

/// The alternative for an optional field of a JSON body that has the type `T | null`.
fn nullable_choice(written: &TokenStream, ty: &str, owner: TypeOwner<'_>) -> String {
    let is_null = |token: TokenTree| matches!(token, TokenTree::Ident(word) if word == "null");
    let is_nullable = written.clone().into_iter().any(is_null)
        && owner.section == Some(Section::Body)
        && owner.body == BodyFormat::Json
        && owner.presence == Presence::Optional;
    let ident = owner.ident;
    if is_nullable {
        format!(", or `{ident}?: Nullable<{ty}>` to send `null`")
    } else {
        String::new()
    }
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

fn explain_values(written: &TokenStream, owner: TypeOwner<'_>) -> (String, Presence) {
    let name = upper_camel(&owner.ident.unraw().to_string());
    let variants = suggest::variants(&values(written));
    let is_null = |token: TokenTree| matches!(token, TokenTree::Ident(word) if ["null", "undefined", "None"].iter().any(|null| word == null));
    let is_optional =
        owner.section != Some(Section::Path) && written.clone().into_iter().any(is_null);
    let (field, presence) = if is_optional {
        (format!("{}?: {name}", owner.ident), Presence::Optional)
    } else {
        (name.clone(), owner.presence)
    };
    let message = format!(
        "the values of a field cannot be listed at its type; \
         declare them with `open_enum! {{ {name} {variants} }}` and write `{field}`"
    );
    (message, presence)
}

/// The strings in the tokens, each with the name of its variant.
fn values(written: &TokenStream) -> Vec<(String, String)> {
    let value = |token| match token {
        TokenTree::Group(group) => values(&group.stream()),
        token => match syn::parse2::<Lit>(token.into()) {
            Ok(Lit::Str(string)) => vec![(variant_name(&string.value()), string.value())],
            Ok(Lit::Char(letter)) => {
                let value = letter.value().to_string();
                vec![(variant_name(&value), value)]
            }
            Ok(_) | Err(_) => Vec::new(),
        },
    };
    written.clone().into_iter().flat_map(value).collect()
}

fn explain(written: &TokenStream, meant: &Meaning, owner: TypeOwner<'_>) -> String {
    let ident = owner.ident;
    let name = upper_camel(&ident.unraw().to_string());
    // Only known to be sent in a section of the request: an object's fields may be used in both.
    let is_sent = owner.section.is_some_and(|section| section != Section::Response);
    let request = if is_sent { "#[request] " } else { "" };
    match meant {
        Meaning::Type(ty) | Meaning::Optional(ty) => {
            format!("types are written as in Rust; write `{ty}`")
        }
        Meaning::OneOf { words, .. } => format!("types are written as in Rust; write {words}"),
        Meaning::Byte => "types are written as in Rust; write `u32`".to_owned(),
        Meaning::Values => explain_values(written, owner).0,
        Meaning::Object => format!(
            "the fields of an object cannot be listed at a field's type; \
             declare them with `object! {{ {request}{name} {{ … }} }}` and write `{name}`"
        ),
        Meaning::Objects => {
            let name = name.strip_suffix('s').unwrap_or(&name);
            format!(
                "the fields of an object cannot be listed at a field's type; \
                 declare them with `object! {{ {request}{name} {{ … }} }}` and write `Vec<{name}>`"
            )
        }
        Meaning::Nothing => "a field must hold a value; remove the field".to_owned(),
        Meaning::Unknown => {
            format!("invalid type; write a Rust type such as `String` after `{ident}:`")
        }
    }
}
