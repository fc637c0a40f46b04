//! Recognizes the tokens between the name of a type and its braces in other notations.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

use crate::parse::cursor::Cursor;

/// Words before a base type.
pub(super) const BASE_WORDS: &[&str] = &["extends", "implements", "with"];

/// Whether a schema begins, `Door: type: object …` or `{ "type": "record", … }`.
pub(super) fn holds_schema(between: &TokenStream, group: &Group) -> bool {
    let inside = Cursor::inside(group);
    let before = Cursor::new(between.clone());
    let colons = (0..before.remaining()).filter(|ahead| {
        before.is_colon(*ahead) && !(*ahead > 0 && before.is_path_separator(ahead - 1))
    });
    let is_json = between.is_empty()
        && inside.is_colon(1)
        && inside.string(0).is_some_and(|name| {
            ["$schema", "name", "title", "type"].contains(&name.value().as_str())
        })
        && inside.string(2).is_some_and(|ty| ["record", "enum"].contains(&ty.value().as_str()));
    colons.count() > 1 || is_json
}

/// Whether the next token precedes the braces, such as the parentheses in `Name(Base) { … }`.
pub(super) fn begins_between(cursor: &Cursor, is_object: bool) -> bool {
    match cursor.peek(0) {
        None => false,
        Some(TokenTree::Punct(punct)) => punct.as_char() != ';',
        Some(TokenTree::Group(group)) => {
            let braces = 1 + usize::from(cursor.is_colon(1) || cursor.is_punct(1, '='));
            // The values of an enumeration in Python follow its bases.
            let is_class = !is_object && cursor.is_colon(1);
            let has_braces = cursor.is_group(braces, Delimiter::Brace);
            (has_braces || is_class) && (!is_object || !has_fields(group))
        }
        Some(TokenTree::Ident(_) | TokenTree::Literal(_)) => true,
    }
}

/// Whether a group holds `id: String` or `String id`, not only types as in `(Base)`.
fn has_fields(group: &Group) -> bool {
    let inside = Cursor::inside(group);
    let begins_field =
        |name| inside.is_ident(name) && (inside.is_ident(name + 1) || inside.is_colon(name + 1));
    group.delimiter() != Delimiter::Parenthesis || (0..inside.remaining()).any(begins_field)
}

/// Whether the tokens after a name are `extends Base`, `: Base`, `(Base)` or `= Base &`.
pub(super) fn names_base(tokens: &TokenStream) -> bool {
    let cursor = Cursor::new(tokens.clone());
    if let Some(TokenTree::Group(bases)) = cursor.peek(0) {
        return Cursor::inside(bases).is_ident(0);
    }
    let is_base = cursor.is_word(0, BASE_WORDS) || cursor.is_colon(0) || cursor.is_punct(0, '=');
    let is_union = (0..cursor.remaining()).any(|ahead| cursor.is_punct(ahead, '|'));
    is_base && cursor.is_ident(1) && !is_union
}
