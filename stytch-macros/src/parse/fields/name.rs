//! Parses names of fields in other notations: `door-id`, `door.id`, `"door-id"`, `$ref`, `2fa`.

use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{LitStr, ext::IdentExt};

use crate::{
    ast::FieldNotationKind,
    parse::cursor::Cursor,
    suggest::{is_word, snake},
};

/// A name that is not an identifier.
pub(super) struct ForeignName {
    pub(super) tokens: TokenStream,
    pub(super) kind: FieldNotationKind,
    /// The identifier to write.
    pub(super) name: Ident,
    /// `None` if it is the same as `name`.
    pub(super) wire_name: Option<LitStr>,
}

/// Whether a field or its attribute begins.
pub(super) fn begins_field(cursor: &Cursor) -> bool {
    let attribute = cursor.is_punct(0, '#') && cursor.is_group(1, Delimiter::Bracket);
    attribute || name_length(cursor, 0).is_some()
}

/// The number of tokens of the name at `from`; `None` if no `:` follows them, with or without marks.
pub(super) fn name_length(cursor: &Cursor, from: usize) -> Option<usize> {
    let length = if is_string(cursor.peek(from)) { 1 } else { identifier_length(cursor, from)? };
    let mut end = from + length;
    while is_mark(cursor, end) {
        end += 1;
    }
    cursor.is_colon(end).then_some(length)
}

/// Takes a name that is not an identifier and has a `:` after it.
pub(super) fn take_foreign_name(cursor: &mut Cursor) -> Option<ForeignName> {
    let length = name_length(cursor, 0)?;
    if let Some(quoted) = cursor.take_string() {
        return Some(quoted_name(&quoted));
    }
    let span = cursor.span();
    let tokens = cursor.take(length);
    let is_dot = |token| matches!(token, TokenTree::Punct(punct) if punct.as_char() == '.');
    let is_nested = tokens.clone().into_iter().any(is_dot);
    let kind = if is_nested { FieldNotationKind::NestedName } else { FieldNotationKind::Name };
    let text = tokens.to_string().replace([' ', '\n'], "").replace("r#", "");
    Some(foreign_name(&tokens, kind, &text, span))
}

/// The name in a string literal.
pub(super) fn quoted_name(quoted: &LitStr) -> ForeignName {
    foreign_name(quoted, FieldNotationKind::QuotedName, &quoted.value(), quoted.span())
}

fn foreign_name(
    tokens: &impl ToTokens,
    kind: FieldNotationKind,
    text: &str,
    span: Span,
) -> ForeignName {
    let name = identifier(text, span);
    let is_other = name.unraw() != text && !text.is_empty();
    let wire_name = is_other.then(|| LitStr::new(text, span));
    ForeignName { tokens: tokens.to_token_stream(), kind, name, wire_name }
}

/// The text converted to an identifier in snake case.
fn identifier(text: &str, span: Span) -> Ident {
    let is_letter = |letter: char| letter.is_alphanumeric() || letter == '_';
    let words = text.split(|letter: char| !is_letter(letter)).filter(|word| !word.is_empty());
    let mut name = words.map(snake).collect::<Vec<_>>().join("_");
    if name.starts_with(|letter: char| letter.is_ascii_digit()) {
        name.insert(0, '_');
    }
    Ident::new(if is_word(&name) { &name } else { "name" }, span)
}

/// The number of tokens of identifiers, integers and `[]`, joined by characters such as `-`.
fn identifier_length(cursor: &Cursor, from: usize) -> Option<usize> {
    let mut end = from;
    while cursor.is_punct(end, '$') || cursor.is_punct(end, '@') {
        end += 1;
    }
    while is_part(cursor, end) {
        end += 1;
        while is_brackets(cursor, end) {
            end += 1;
        }
        let joint = joint_length(cursor, end);
        if joint == 0 || !is_part(cursor, end + joint) {
            return Some(end - from);
        }
        end += joint;
    }
    None
}

fn is_part(cursor: &Cursor, ahead: usize) -> bool {
    matches!(cursor.peek(ahead), Some(TokenTree::Ident(_))) || is_number(cursor.peek(ahead))
}

/// The number of tokens that join two parts of a name.
fn joint_length(cursor: &Cursor, ahead: usize) -> usize {
    if cursor.is_path_separator(ahead) {
        return 2;
    }
    let mut end = ahead;
    while ['-', '.', '/', '$', '#', '~'].iter().any(|joint| cursor.is_punct(end, *joint)) {
        end += 1;
    }
    end - ahead
}

fn is_brackets(cursor: &Cursor, ahead: usize) -> bool {
    cursor.is_group(ahead, Delimiter::Bracket)
}

fn is_mark(cursor: &Cursor, ahead: usize) -> bool {
    cursor.is_punct(ahead, '?') || cursor.is_punct(ahead, '!')
}

pub(super) fn is_string(token: Option<&TokenTree>) -> bool {
    matches!(token, Some(TokenTree::Literal(literal)) if literal.to_string().starts_with(['"', 'r']))
}

pub(super) fn is_number(token: Option<&TokenTree>) -> bool {
    let is_digit = |letter: char| letter.is_ascii_digit();
    matches!(token, Some(TokenTree::Literal(literal)) if literal.to_string().starts_with(is_digit))
}
