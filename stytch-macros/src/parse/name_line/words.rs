//! Takes the words before the name in other notations.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

use super::{draft::http_method, names::is_line};
use crate::parse::cursor::Cursor;

/// The kind of declaration that the words before the name begin.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum DeclarationKind {
    Endpoint,
    Function,
    /// A request or a response.
    Type,
    /// A type or a module that contains functions.
    Container,
}

const MODIFIERS: &[&str] = &[
    "pub",
    "async",
    "const",
    "unsafe",
    "extern",
    "public",
    "private",
    "protected",
    "static",
    "final",
    "abstract",
    "export",
    "default",
    "suspend",
    "override",
    "let",
    "var",
    "val",
    "use",
    "endpoint",
    "route",
    "api",
    "path",
    "request",
];

const FUNCTIONS: &[&str] =
    &["fn", "function", "func", "fun", "def", "rpc", "op", "operation", "mutation", "action"];

const TYPES: &[&str] =
    &["struct", "type", "class", "interface", "message", "enum", "union", "record", "data"];

const CONTAINERS: &[&str] = &["impl", "trait", "service", "mod", "module", "resource", "namespace"];

/// Takes the words; the name follows them.
pub(super) fn take_words(cursor: &mut Cursor) -> (TokenStream, DeclarationKind) {
    let mut words = TokenStream::new();
    let mut declaration = DeclarationKind::Endpoint;
    while let Some(kind) = word(cursor) {
        if kind != DeclarationKind::Endpoint {
            declaration = kind;
        }
        words.extend(cursor.next());
        if cursor.is_group(0, Delimiter::Parenthesis) {
            words.extend(cursor.next());
        }
        cursor.take_generics();
    }
    if has_return_type(cursor) {
        declaration = DeclarationKind::Function;
        words.extend(cursor.next());
        words.extend(cursor.take_generics());
    }
    (words, declaration)
}

/// The kind of declaration that the next token begins, if it is a word before the name and not the name
/// itself.
fn word(cursor: &Cursor) -> Option<DeclarationKind> {
    let name =
        1 + usize::from(cursor.is_word(0, &["pub"]) && cursor.is_group(1, Delimiter::Parenthesis));
    if cursor.is_word(0, &["impl"]) && cursor.is_punct(1, '<') {
        return Some(DeclarationKind::Container);
    }
    if !cursor.is_ident(name) && cursor.string(name).is_none() {
        return None;
    }
    let has_body = cursor.is_group(name + 1, Delimiter::Brace);
    if cursor.is_word(0, CONTAINERS) && (has_body || cursor.is_punct(name + 1, '<')) {
        return Some(DeclarationKind::Container);
    }
    [
        (MODIFIERS, DeclarationKind::Endpoint),
        (CONTAINERS, DeclarationKind::Endpoint),
        (FUNCTIONS, DeclarationKind::Function),
        (TYPES, DeclarationKind::Type),
    ]
    .into_iter()
    .find(|(words, _)| cursor.is_word(0, words))
    .map(
        |(_, declaration)| {
            if is_line(cursor, name) { DeclarationKind::Endpoint } else { declaration }
        },
    )
}

/// Whether a type and the name of a function follow, as in `Call<Door> open(…)`.
fn has_return_type(cursor: &Cursor) -> bool {
    let mut name = 1;
    if cursor.is_punct(1, '<') {
        while name < 12 && !cursor.is_punct(name, '>') {
            name += 1;
        }
        while cursor.is_punct(name, '>') {
            name += 1;
        }
    }
    let is_method = matches!(
        cursor.peek(name),
        Some(TokenTree::Ident(word)) if http_method(word).is_some_and(|method| word == method.as_str())
    );
    let is_name = cursor.is_ident(0) && cursor.is_ident(name) && !is_method;
    is_name && cursor.is_group(name + 1, Delimiter::Parenthesis)
}
