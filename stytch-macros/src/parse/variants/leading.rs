//! The tokens before the name of a variant, and the name.

use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use syn::{LitStr, ext::IdentExt};

use crate::{
    notation::named,
    parse::{
        annotation::{at_annotation_length, read_annotation},
        cursor::Cursor,
    },
};

/// The words before the name of a variant or a constant in other languages.
const LEADING_WORDS: &[&str] = &[
    "case", "const", "pub", "public", "static", "final", "let", "val", "var", "readonly", "export",
    "enum", "variant",
];

/// The tokens before a name.
pub(super) struct Leading {
    /// The first word or annotation.
    pub(super) first: Option<TokenStream>,
    /// The value in an annotation.
    pub(super) value: Option<LitStr>,
}

/// Skips tokens before the name: `case`, `const`, `| `, `Level::`, `String` or `@Name(…)`.
pub(super) fn skip_leading(cursor: &mut Cursor) -> Leading {
    let mut leading = Leading { first: None, value: None };
    while let Some(length) = leading_length(cursor) {
        let tokens = cursor.take(length);
        leading.value = leading.value.or(read_annotation(tokens.clone()).wire_name);
        leading.first.get_or_insert(tokens);
    }
    leading
}

fn leading_length(cursor: &Cursor) -> Option<usize> {
    if let Some(length) = at_annotation_length(cursor) {
        return Some(length);
    }
    match cursor.peek(0)? {
        TokenTree::Group(group)
            if group.delimiter() == Delimiter::Bracket && cursor.is_ident(1) =>
        {
            Some(1)
        }
        TokenTree::Ident(_) if cursor.is_path_separator(1) && cursor.is_ident(3) => Some(3),
        TokenTree::Ident(_) if cursor.is_punct(1, '.') && cursor.is_ident(2) => Some(2),
        TokenTree::Ident(word) if cursor.is_ident(1) => {
            let is_leading = LEADING_WORDS.iter().any(|leading| word == leading);
            // `String LOW = "low"`, as opposed to `LevelLow Level = "low"` in Go.
            let name = word.to_string();
            let is_type = name == "String" || named(&name).is_some();
            (is_leading || (is_type && cursor.is_punct(2, '='))).then_some(1)
        }
        TokenTree::Punct(punct) => {
            matches!(punct.as_char(), '|' | '-' | '*' | '=' | ':').then_some(1)
        }
        TokenTree::Ident(_) | TokenTree::Literal(_) | TokenTree::Group(_) => None,
    }
}

/// Takes a name. `light-green` becomes `light_green`, whose case is reported.
pub(super) fn take_name(cursor: &mut Cursor) -> Option<Ident> {
    let first = cursor.take_ident()?;
    let mut name = first.to_string();
    while cursor.is_punct(0, '-') && !cursor.is_arrow(0) && cursor.is_ident(1) && has_value(cursor)
    {
        cursor.skip(1);
        name = format!("{}_{}", name.trim_start_matches("r#"), cursor.take_ident()?.unraw());
    }
    Some(if first == name { first } else { Ident::new(&name, first.span()) })
}

/// Whether a `=` follows words that are joined by `-`.
fn has_value(cursor: &Cursor) -> bool {
    let mut ahead = 0;
    while cursor.is_punct(ahead, '-') && cursor.is_ident(ahead + 1) {
        ahead += 2;
    }
    cursor.is_punct(ahead, '=') || cursor.is_colon(ahead)
}
