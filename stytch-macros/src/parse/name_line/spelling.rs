//! Recognizes names and paths by their spelling.

use proc_macro2::Ident;
use syn::LitStr;

use super::draft::http_method;
use crate::keyword::Method;

/// Whether a string starts with a path or an HTTP method.
pub(super) fn is_route(string: &LitStr) -> bool {
    let text = string.value();
    let first = text.split(' ').next().unwrap_or_default();
    text.starts_with('/') || Method::from_spelling(&first.to_uppercase()).is_some()
}

pub(super) fn is_identifier(name: &str) -> bool {
    name.starts_with(|letter: char| letter.is_ascii_alphabetic())
        && name.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_')
}

pub(super) fn is_type_name(name: &Ident) -> bool {
    name.to_string().starts_with(char::is_uppercase) && http_method(name).is_none()
}
