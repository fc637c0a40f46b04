//! Recognizes where a variant begins and ends.

use proc_macro2::{Delimiter, Ident, TokenTree};

use crate::parse::{comment::begins_comment, cursor::Cursor};

pub(super) fn ends_variant(cursor: &Cursor) -> bool {
    let is_separator = [',', ';', '|'].iter().any(|character| cursor.is_punct(0, *character));
    cursor.is_at_end() || is_separator || begins_item(cursor) || begins_comment(cursor)
}

/// Whether the tokens are `- name`, as in a list in YAML.
fn begins_item(cursor: &Cursor) -> bool {
    cursor.is_punct(0, '-') && cursor.is_ident(1)
}

pub(super) fn begins_variant(cursor: &Cursor) -> bool {
    let attribute = cursor.is_punct(0, '#') && cursor.is_group(1, Delimiter::Bracket);
    attribute || (cursor.is_ident(0) && cursor.is_punct(1, '='))
}

/// Whether the tokens are `_` or `..`, a pattern for all other values.
pub(super) fn begins_rest(cursor: &Cursor) -> bool {
    let is_underscore = matches!(cursor.peek(0), Some(TokenTree::Ident(ident)) if ident == "_");
    is_underscore || (cursor.is_joint(0, '.') && cursor.is_punct(1, '.'))
}

/// Whether a type and a value follow `name` in its line, as in `LevelLow Level = "low"` in Go.
pub(super) fn is_typed(cursor: &Cursor, name: &Ident) -> bool {
    cursor.is_ident(0)
        && cursor.is_punct(1, '=')
        && cursor.string(2).is_some()
        && lines_between(name, cursor) == 0
}

/// Whether another bare name is in the line after `name`.
pub(super) fn begins_bare_variant(cursor: &Cursor, name: &Ident) -> bool {
    let ends = cursor.is_ident(1) || cursor.ends_element(1);
    cursor.is_ident(0) && ends && lines_between(name, cursor) > 0
}

/// The number of line breaks between `name` and the next token. The compiler is asked for both positions, so
/// call this last.
fn lines_between(name: &Ident, cursor: &Cursor) -> usize {
    cursor.span().start().line.saturating_sub(name.span().end().line)
}
