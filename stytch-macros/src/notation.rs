//! Reads a type in any notation, such as `string[]`, `&'a str` or `Date | null`, and finds its
//! equivalent in a spec.

mod meaning;
mod names;
mod reader;

use proc_macro2::TokenStream;
use syn::LitStr;

use self::reader::Reader;
pub(crate) use self::{
    meaning::Meaning,
    names::{is_foreign_path, may_be_own, named, number},
    reader::Notation,
};

/// Reads all of `tokens`.
pub(crate) fn meaning(tokens: TokenStream, notation: Notation) -> Meaning {
    Reader::new(tokens, notation).read_all()
}

/// The tokens in a string literal, or `tokens`.
pub(crate) fn unquoted(tokens: &TokenStream) -> TokenStream {
    let string = syn::parse2::<LitStr>(tokens.clone()).map(|string| string.value());
    string.ok().and_then(|text| text.parse().ok()).unwrap_or_else(|| tokens.clone())
}
