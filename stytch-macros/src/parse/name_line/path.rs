//! Parses the path in any spelling.

use proc_macro2::{Group, Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::LitStr;

use super::{
    draft::Draft,
    mistake::LineMistake,
    read::{has_route, read_group},
    unquoted_path::take_unquoted_path,
};
use crate::parse::cursor::Cursor;

/// Words before a path in other notations.
const WORDS: &[&str] = &["path", "url", "uri", "route", "to", "at", "on"];

pub(super) fn parse_path(cursor: &mut Cursor, draft: &mut Draft) {
    if draft.path.is_none() {
        let noise = parse_before_path(cursor, draft);
        if draft.path.is_none() {
            draft.path = cursor.take_string();
        }
        if draft.path.is_none() {
            parse_other_path(cursor, draft);
        }
        if !noise.is_empty() {
            draft.record_path_place(noise);
        }
    }
    while cursor.is_punct(0, '+') {
        draft.record(cursor.next(), LineMistake::PathString);
        let Some(end) = cursor.take_string() else { return };
        let path = draft.path.take();
        draft.path = path.map(|path| LitStr::new(&(path.value() + &end.value()), path.span()));
    }
}

impl Draft {
    /// Records tokens before a path, or a path in parentheses.
    fn record_path_place(&mut self, noise: TokenStream) {
        let is_group = |token: &TokenTree| match token {
            TokenTree::Group(group) => group.stream().into_iter().count() == 1,
            TokenTree::Ident(_) | TokenTree::Punct(_) | TokenTree::Literal(_) => false,
        };
        let mistake = if noise.clone().into_iter().all(|token| is_group(&token)) {
            LineMistake::PathParentheses
        } else {
            LineMistake::PathPlace
        };
        self.record(noise, mistake);
    }
}

/// Takes the `,`, `=` or `path:` before a path, and a path in a group.
fn parse_before_path(cursor: &mut Cursor, draft: &mut Draft) -> TokenStream {
    let mut noise = cursor.take_puncts(",:=>@&-<|");
    if !cursor.begins_section() && !cursor.is_punct(1, '/') {
        noise.extend(cursor.take_word(WORDS).to_token_stream());
        noise.extend(cursor.take_puncts(",:=>@&"));
    }
    if let Some(TokenTree::Group(group)) = cursor.peek(0)
        && has_route(&group.stream())
    {
        let group = group.clone();
        noise.extend(cursor.next());
        read_group(&group, draft);
    }
    noise
}

/// Parses a path that is not a string literal: `/v1/doors`, `b"/x"`, `concat!("/x")` and `PATH`.
fn parse_other_path(cursor: &mut Cursor, draft: &mut Draft) {
    let span = cursor.span();
    if cursor.is_punct(0, '/') || (cursor.is_ident(0) && cursor.is_punct(1, '/')) {
        let (tokens, path) = take_unquoted_path(cursor);
        draft.path = Some(path);
        return draft.record(tokens, LineMistake::PathString);
    }
    draft.record_at(draft.span(cursor), LineMistake::PathString);
    match cursor.peek(0) {
        Some(TokenTree::Literal(literal)) => {
            draft.path = text(&literal.to_string(), span);
            cursor.skip(1);
        }
        Some(TokenTree::Ident(_)) if cursor.is_punct(1, '!') => {
            cursor.skip(2);
            if let Some(TokenTree::Group(group)) = cursor.next() {
                draft.path = concatenated(&group);
            }
        }
        Some(TokenTree::Ident(_)) if !cursor.begins_section() => cursor.skip(1),
        Some(TokenTree::Ident(_) | TokenTree::Punct(_) | TokenTree::Group(_)) | None => {}
    }
}

/// The path in a literal such as `b"/x"`.
fn text(literal: &str, span: Span) -> Option<LitStr> {
    let text = literal.split('"').nth(1)?;
    text.starts_with('/').then(|| LitStr::new(text, span))
}

/// The path in `concat!("/v1", "/doors")`; `None` if it contains more than strings.
fn concatenated(arguments: &Group) -> Option<LitStr> {
    let mut cursor = Cursor::inside(arguments);
    let (mut path, span) = (String::new(), cursor.span());
    while !cursor.is_at_end() {
        path.push_str(&cursor.take_string()?.value());
        cursor.take_punct(',');
    }
    (!path.contains("{}")).then(|| LitStr::new(&path, span))
}
