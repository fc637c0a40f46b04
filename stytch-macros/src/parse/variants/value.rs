//! Reads the wire value of a variant.

use proc_macro2::TokenTree;
use syn::{Lit, LitStr};

/// The value of a variant.
pub(super) enum Value {
    /// A string literal.
    Written(LitStr),
    Number,
    /// Another expression, with the string that it denotes, if any.
    Other(Option<LitStr>),
}

pub(super) fn read_value(tokens: &[TokenTree]) -> Value {
    match tokens {
        [TokenTree::Literal(_)] => match literal(&tokens[0]) {
            Some(Lit::Str(string)) if string.suffix().is_empty() => Value::Written(string),
            Some(Lit::Int(_) | Lit::Float(_)) => Value::Number,
            _ => Value::Other(string_of(&tokens[0])),
        },
        [TokenTree::Punct(minus), number]
            if minus.as_char() == '-'
                && matches!(literal(number), Some(Lit::Int(_) | Lit::Float(_))) =>
        {
            Value::Number
        }
        [TokenTree::Ident(word)] => Value::Other(Some(LitStr::new(&word.to_string(), word.span()))),
        _ => Value::Other(tokens.iter().find_map(find_string)),
    }
}

/// The first string in `Some("value")` or `"value".to_owned()`.
fn find_string(token: &TokenTree) -> Option<LitStr> {
    match token {
        TokenTree::Group(group) => group.stream().into_iter().find_map(|token| find_string(&token)),
        token => string_of(token),
    }
}

/// The text of a string, byte string or character.
pub(super) fn string_of(token: &TokenTree) -> Option<LitStr> {
    let text = match literal(token)? {
        Lit::Str(string) => string.value(),
        Lit::ByteStr(bytes) => String::from_utf8(bytes.value()).ok()?,
        Lit::CStr(string) => string.value().into_string().ok()?,
        Lit::Char(letter) => letter.value().to_string(),
        _ => return None,
    };
    Some(LitStr::new(&text, token.span()))
}

fn literal(token: &TokenTree) -> Option<Lit> {
    match token {
        TokenTree::Literal(literal) => Some(Lit::new(literal.clone())),
        TokenTree::Group(_) | TokenTree::Ident(_) | TokenTree::Punct(_) => None,
    }
}
