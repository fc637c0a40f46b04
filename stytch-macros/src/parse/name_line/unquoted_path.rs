//! Takes a path without quotes.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::ToTokens;
use syn::LitStr;

use crate::parse::cursor::Cursor;

/// Takes `/v1/doors/{door_id}`: words and groups between `/` and other punctuation.
pub(super) fn take_unquoted_path(cursor: &mut Cursor) -> (TokenStream, LitStr) {
    let span = cursor.span();
    let (mut tokens, mut path) = (TokenStream::new(), String::new());
    let mut follows_word = false;
    while let Some(token) = cursor.peek(0) {
        let is_end = match token {
            TokenTree::Punct(punct) => {
                let ends_word = follows_word && punct.as_char() == ':';
                ends_word || ";#=,".contains(punct.as_char()) || cursor.is_arrow(0)
            }
            TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis => true,
            TokenTree::Group(_) | TokenTree::Ident(_) | TokenTree::Literal(_) => follows_word,
        };
        if is_end {
            break;
        }
        follows_word = !matches!(token, TokenTree::Punct(_));
        path.push_str(&token.to_token_stream().to_string().replace(' ', ""));
        tokens.extend(cursor.next());
    }
    (tokens, LitStr::new(&with_placeholders(&path), span))
}

/// Writes `:id` and `<id>` as `{id}`.
fn with_placeholders(path: &str) -> String {
    let segments = path.trim_start_matches('/').split('/').map(|segment| {
        let name = segment.strip_prefix(':').or_else(|| segment.strip_prefix('<'));
        match name {
            Some(name) => format!("/{{{}}}", name.trim_end_matches('>')),
            None => format!("/{segment}"),
        }
    });
    segments.collect()
}
