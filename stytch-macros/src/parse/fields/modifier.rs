//! The modifiers before a field's name in other notations.

use super::name::name_length;
use crate::parse::cursor::Cursor;

/// Modifiers before a field's name in other languages. Each is also a valid name of a field.
pub(super) const MODIFIERS: &[&str] = &[
    "abstract",
    "async",
    "attr",
    "attribute",
    "auto",
    "const",
    "def",
    "export",
    "extern",
    "field",
    "final",
    "fn",
    "fun",
    "func",
    "get",
    "internal",
    "lateinit",
    "let",
    "member",
    "mut",
    "open",
    "override",
    "param",
    "prop",
    "property",
    "private",
    "protected",
    "pub",
    "public",
    "readonly",
    "ref",
    "set",
    "static",
    "transient",
    "unsafe",
    "val",
    "var",
    "virtual",
    "volatile",
];

/// Whether a field with a modifier begins: `let name: Type`.
pub(super) fn begins_modified_field(cursor: &Cursor) -> bool {
    cursor.is_word(0, MODIFIERS) && cursor.is_ident(1) && name_length(cursor, 1).is_some()
}
