//! Lowers field types: reports invalid ones, and replaces them with their equivalents.

use quote::ToTokens;
use syn::spanned::Spanned;

use super::{
    foreign_type::lower_foreign_type,
    ty::{TypeOwner, is_optional, option_argument, strip},
    type_check::{check_type, is_bytes},
    type_resolution::{replace_type, resolve_type},
};
use crate::{
    ast::FieldType,
    errors::Errors,
    fallback::any_type,
    keyword::Section,
    model::{Presence, Type},
    notation::{Meaning, Notation, meaning},
};

/// Lowers the type; reports an optional type, such as `Option<T>`, and treats it as the mark `?`.
pub(crate) fn lower_field_type(
    written: Option<&FieldType>,
    owner: TypeOwner<'_>,
    errors: &mut Errors,
) -> (Type, Presence) {
    let written = match written {
        Some(FieldType::Rust(written)) => written,
        Some(FieldType::Foreign(written)) => return lower_foreign_type(written, owner, errors),
        None => return (any_type(owner.krate, owner.ident.span()), owner.presence),
    };
    if is_optional(written)
        && let Meaning::Optional(ty) = meaning(written.to_token_stream(), Notation::Rust)
    {
        let (mut message, presence) = owner.optional(&ty);
        if option_argument(written).is_some_and(is_bytes) {
            message.push_str(", and encode the bytes as the API requires");
        }
        errors.over(written, message);
        return (replace_type(Some(&ty), written, owner.krate), presence);
    }
    (lower_type(written, owner, errors), owner.presence)
}

fn lower_type(written: &syn::Type, owner: TypeOwner<'_>, errors: &mut Errors) -> Type {
    let TypeOwner { krate, section, .. } = owner;
    let mut rejected = Vec::new();
    check_type(written, &mut rejected);
    if rejected.is_empty() {
        return resolve_type(written, krate);
    }
    for rejected in rejected {
        errors.over(&rejected.tokens, rejected.message);
    }
    // A caller that sets a field with a tuple passes a tuple, not the list of the message.
    let is_sent = section.is_some_and(Section::is_request);
    let is_tuple = is_sent && matches!(strip(written), syn::Type::Tuple(_));
    match meaning(written.to_token_stream(), Notation::Rust) {
        Meaning::Type(ty) if !is_tuple => replace_type(Some(&ty), written, krate),
        _ => any_type(krate, written.span()),
    }
}
