//! Recognizes settings of OpenAPI before a declaration, such as `summary: "…",`.

use proc_macro2::{Delimiter, TokenTree};
use quote::{ToTokens, quote};

use super::cursor::Cursor;
use crate::ast::Attribute;

const SETTINGS: &[&str] = &[
    "deprecated",
    "description",
    "operation_id",
    "operationId",
    "summary",
    "tag",
    "tags",
    "title",
];

/// `operation_id = "openDoor";` or `tags: ["doors"],` as an attribute, and its length in tokens. Without a
/// declaration after it, for which `begins` returns true, it has another meaning.
pub(super) fn setting(
    cursor: &Cursor,
    begins: fn(&Cursor, usize) -> bool,
) -> Option<(Attribute, usize)> {
    let value = cursor.peek(2).filter(|_| is_setting(cursor, 0))?;
    let name = cursor.peek(0)?;
    let length = 3 + usize::from(cursor.is_punct(3, ',') || cursor.is_punct(3, ';'));
    let attribute = cursor.is_punct(length, '#') && cursor.is_group(length + 1, Delimiter::Bracket);
    let is_before = begins(cursor, length) || is_setting(cursor, length) || attribute;
    let tokens = quote!(#name = #value);
    let meta = match value {
        TokenTree::Literal(_) => syn::parse2(tokens.clone()),
        TokenTree::Group(_) | TokenTree::Ident(_) | TokenTree::Punct(_) => {
            syn::parse2(name.to_token_stream())
        }
    };
    is_before.then_some((Attribute { meta: meta.ok()?, tokens }, length))
}

/// Whether `summary:` or `summary =` is at `ahead`.
fn is_setting(cursor: &Cursor, ahead: usize) -> bool {
    let has_value = cursor.is_colon(ahead + 1) || cursor.is_punct(ahead + 1, '=');
    has_value && cursor.is_word(ahead, SETTINGS)
}
