//! Skips the return type of a function.

use proc_macro2::{Delimiter, TokenTree};

use super::draft::is_http_method;
use crate::parse::cursor::Cursor;

/// Skips `-> Type`, `: Type` and `returns (Type)` after the arguments of a function.
pub(super) fn skip_return_type(cursor: &mut Cursor) {
    let is_type = |ahead| {
        let next = cursor.peek(ahead);
        !matches!(next, None | Some(TokenTree::Literal(_))) && !is_http_method(cursor, ahead)
    };
    if cursor.is_arrow(0) && is_type(2) {
        cursor.skip(2);
    } else if cursor.is_colon(0) && is_type(1) {
        cursor.skip(1);
    } else if cursor.take_word(&["returns", "throws"]).is_none() {
        return;
    }
    skip_type(cursor);
}

/// Skips a type: everything up to braces, a `;`, an HTTP method, or a word after a complete type.
pub(super) fn skip_type(cursor: &mut Cursor) {
    let mut is_complete = false;
    while let Some(token) = cursor.peek(0) {
        match token {
            TokenTree::Punct(punct) if ";#=,".contains(punct.as_char()) => return,
            TokenTree::Punct(punct) if punct.as_char() == '<' => {
                cursor.take_generics();
                is_complete = true;
                continue;
            }
            TokenTree::Punct(_) if is_http_method(cursor, 1) => return,
            TokenTree::Punct(_) => is_complete = false,
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => return,
            TokenTree::Ident(_) | TokenTree::Literal(_) if is_complete => return,
            TokenTree::Ident(word) => {
                is_complete = word != "dyn" && word != "impl" && word != "mut";
            }
            TokenTree::Group(_) | TokenTree::Literal(_) => is_complete = true,
        }
        cursor.skip(1);
    }
}
