//! Reads the parts of a line in any order, for other notations.

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::LitStr;

use super::{
    draft::{Draft, http_method},
    keys::{is_key, skip_value},
    mistake::LineMistake,
    spelling::{is_identifier, is_route, is_type_name},
    unquoted_path::take_unquoted_path,
};
use crate::{
    keyword::Method,
    parse::{cursor::Cursor, section_start::begins_known_section},
    suggest::{snake, upper_camel},
};

/// Words that carry no information, to skip.
const IGNORED_WORDS: &[&str] = &[
    "to", "as", "app", "router", "server", "api", "http", "Method", "routes", "route", "web",
    "curl", "request", "url", "extend", "type", "CREATE", "ENDPOINT", "HTTP",
];

/// Reads the tokens of a group.
pub(super) fn read_group(group: &Group, draft: &mut Draft) {
    let mut cursor = Cursor::inside(group);
    while !cursor.is_at_end() {
        read_part(&mut cursor, draft);
    }
}

/// Reads the tokens up to the end of the line.
pub(super) fn read_line(cursor: &mut Cursor, draft: &mut Draft) {
    while !cursor.is_at_end() && !cursor.is_punct(0, '#') && !begins_known_section(cursor) {
        if cursor.is_punct(0, ';') && !is_key(cursor, 1) {
            return;
        }
        read_part(cursor, draft);
    }
}

fn read_part(cursor: &mut Cursor, draft: &mut Draft) {
    if is_key(cursor, 0) {
        cursor.skip(2);
        return;
    }
    if cursor.is_punct(0, '/') && draft.path.is_none() {
        let (_, path) = take_unquoted_path(cursor);
        draft.path = Some(path);
        return;
    }
    if let Some(string) = cursor.take_string() {
        let is_part = is_route(&string);
        if is_part || !skip_value(cursor, &string.value(), draft) {
            read_string(&string, draft);
        }
        return;
    }
    match cursor.next() {
        Some(TokenTree::Group(group)) if is_arguments(&group, draft) => {
            draft.arguments = Some(group);
        }
        Some(TokenTree::Group(group)) => read_group(&group, draft),
        Some(TokenTree::Ident(word)) => read_word(cursor, word, draft),
        Some(TokenTree::Punct(_) | TokenTree::Literal(_)) | None => {}
    }
}

/// Whether a group is the argument list after a name.
fn is_arguments(group: &Group, draft: &Draft) -> bool {
    let inside = Cursor::inside(group);
    let is_list = group.delimiter() == Delimiter::Parenthesis && draft.name.is_some();
    is_list && inside.is_ident(0) && inside.is_colon(1) && !is_key(&inside, 0)
}

/// Reads an HTTP method, `Resource::method`, or a key and its value.
fn read_word(cursor: &mut Cursor, word: Ident, draft: &mut Draft) {
    let is_call = cursor.is_group(0, Delimiter::Parenthesis);
    match (http_method(&word), &draft.method) {
        (Some(method), None) => {
            draft.method = Some(Ident::new(method.as_str(), word.span()));
            return;
        }
        (Some(_), Some(_)) if draft.is_router && is_call => {
            return draft.record(word, LineMistake::SeveralMethods);
        }
        _ => {}
    }
    // `stable => "/path"` in ruma's `history`.
    let is_version = cursor.is_arrow(0) && cursor.string(2).is_some();
    if is_version && word == "unstable" && cursor.remaining() > 4 {
        return cursor.skip(3);
    }
    let is_ignored = IGNORED_WORDS.iter().any(|ignored| word == ignored) || word == "_";
    if is_ignored || is_version || skip_value(cursor, &word.to_string(), draft) {
        return;
    }
    let mut names = vec![word];
    while (cursor.is_path_separator(0) || cursor.is_punct(0, '.')) && !cursor.is_at_end() {
        cursor.take_puncts(":.");
        match cursor.take_ident() {
            Some(name) => names.push(name),
            None => break,
        }
    }
    let Some(name) = names.pop() else { return };
    let is_called = draft.is_router && cursor.is_group(0, Delimiter::Parenthesis);
    if let (Some(method), None) = (http_method(&name), &draft.method) {
        draft.method = Some(Ident::new(method.as_str(), name.span()));
    } else if draft.name.is_none() && !is_called {
        draft.name = Some(name);
        // The handler `doors::open` is in a module.
        draft.resource = names.pop().filter(|name| !draft.is_router || is_type_name(name));
    }
}

/// Whether the tokens contain an HTTP method in upper case or start with a path.
pub(super) fn has_route(tokens: &TokenStream) -> bool {
    let first = tokens.clone().into_iter().next();
    let first = first.and_then(|first| syn::parse2::<LitStr>(first.into()).ok());
    first.as_ref().is_some_and(is_route) || count_methods(tokens) > 0
}

/// The number of HTTP methods in upper case.
pub(super) fn count_methods(tokens: &TokenStream) -> usize {
    let is_method = |token: &TokenTree| match token {
        TokenTree::Ident(word) => http_method(word).is_some_and(|method| word == method.as_str()),
        TokenTree::Group(_) | TokenTree::Punct(_) | TokenTree::Literal(_) => false,
    };
    tokens.clone().into_iter().filter(is_method).count()
}

/// Reads `"POST"`, `"/path"`, `"POST /path"`, `"method"` or `"resource#method"`; returns whether it is
/// one of them.
pub(super) fn read_string(string: &LitStr, draft: &mut Draft) -> bool {
    let text = string.value();
    let (first, rest) = text.split_once(' ').unwrap_or((&text, ""));
    let method = Method::from_spelling(&first.to_uppercase());
    if let Some(method) = method {
        draft.method.get_or_insert_with(|| Ident::new(method.as_str(), string.span()));
    }
    let path = if method.is_some() { rest.trim() } else { text.as_str() };
    if path.starts_with('/') || path.starts_with("http") {
        if let (Some(scope), None, true) = (&draft.path, &draft.method, draft.is_router) {
            draft.path = Some(LitStr::new(&(scope.value() + path), string.span()));
        }
        draft.path.get_or_insert_with(|| LitStr::new(path, string.span()));
        return true;
    }
    method.is_some() || read_names(&text, string, draft)
}

/// Reads `open`, `doors#open` or `Doors::open` as names.
fn read_names(text: &str, string: &LitStr, draft: &mut Draft) -> bool {
    let text = text.replace('-', "_");
    let mut names: Vec<_> =
        text.split(['#', '.', ':', '/']).filter(|name| !name.is_empty()).collect();
    let is_valid = names.len() <= 2 && names.iter().all(|name| is_identifier(name));
    if is_valid
        && draft.name.is_none()
        && let Some(name) = names.pop()
    {
        draft.name = Some(Ident::new(&snake(name), string.span()));
        draft.resource = names.pop().map(|name| Ident::new(&upper_camel(name), string.span()));
    }
    is_valid
}

/// Reads the parts of an attribute: `post("/path")` or `route(POST, "/path")`.
pub(super) fn read_tokens(tokens: impl ToTokens, draft: &mut Draft) {
    let tokens: TokenStream = tokens.to_token_stream();
    let mut cursor = Cursor::new(tokens);
    while !cursor.is_at_end() {
        read_part(&mut cursor, draft);
    }
}
