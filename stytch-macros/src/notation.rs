//! Reads a type in any notation, such as `string[]`, `&'a str` or `Date | null`, and finds its
//! equivalent in a spec.

mod meaning;
mod names;
mod reader;
mod resolve;

use proc_macro2::TokenStream;
use syn::LitStr;

use crate::{section_word::SINGLE_VALUES, suggest::tokens_in};

use self::reader::Reader;
pub(crate) use self::{
    meaning::Meaning,
    names::{Named, is_foreign_path, may_be_own, named, number},
    resolve::Notation,
};

/// Reads all of `tokens`.
pub(crate) fn meaning(tokens: TokenStream, notation: Notation) -> Meaning {
    let string = syn::parse2::<LitStr>(tokens.clone()).ok();
    let tokens = string.and_then(|string| quoted_type(&string)).unwrap_or(tokens);
    Reader::new(tokens, notation).read_all()
}

/// The type in a string literal such as `"Door"`, `"string[]"` or `"string | null"`; `None` for a value.
pub(crate) fn quoted_type(string: &LitStr) -> Option<TokenStream> {
    let text = string.value().replace(" | ", "|").replace(", ", ",");
    let is_type = text.starts_with(char::is_uppercase)
        || named(&text).is_some()
        || SINGLE_VALUES.contains(&text.as_str())
        || ["<", "[", "|", "::"].iter().any(|part| text.contains(part));
    if is_type && !text.contains([' ', '_']) { tokens_in(string) } else { None }
}

/// The tokens in a string literal, or `tokens`.
pub(crate) fn unquoted(tokens: &TokenStream) -> TokenStream {
    let string = syn::parse2::<LitStr>(tokens.clone()).ok();
    string.and_then(|string| tokens_in(&string)).unwrap_or_else(|| tokens.clone())
}
