//! Parses a line that starts with its name, in the order of the grammar. Each step takes what stands
//! in place of what it expects.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::ToTokens;

use super::{
    draft::{Draft, is_http_method},
    end::parse_end,
    method::parse_method,
    names::{parse_names, take_generics},
    path::parse_path,
    read::{has_route, read_group},
    slip::Slip,
};
use crate::parse::cursor::Cursor;

/// Parses `Resource::name: METHOD "/path";`. `words` are those that stand before it.
pub(super) fn parse_steps(
    cursor: &mut Cursor,
    words: &TokenStream,
    is_function: bool,
    draft: &mut Draft,
) {
    if !words.is_empty() {
        let has_arguments = (1..8).any(|ahead| cursor.is_group(ahead, Delimiter::Parenthesis));
        draft.slip(words, if is_function && has_arguments { Slip::Function } else { Slip::Start });
    }
    parse_names(cursor, draft);
    let has_arguments = parse_arguments(cursor, draft);
    if has_arguments || is_function {
        skip_return_type(cursor);
    }
    parse_colon(cursor, draft);
    parse_method(cursor, draft);
    parse_path(cursor, draft);
    parse_end(cursor, draft);
}

/// Parses `<T>` and `(…)` after the name; returns whether there were arguments.
fn parse_arguments(cursor: &mut Cursor, draft: &mut Draft) -> bool {
    let generics = take_generics(cursor);
    if !generics.is_empty() {
        draft.slip(generics, Slip::Generics);
    }
    let Some(group) = cursor.take_group(Delimiter::Parenthesis) else { return false };
    if has_route(&group.stream()) {
        draft.slip(group.to_token_stream(), Slip::Route);
        read_group(&group, draft);
        return false;
    }
    draft.slip(group.to_token_stream(), Slip::Arguments);
    let mut inside = Cursor::inside(&group);
    skip_receiver(&mut inside);
    if !inside.is_at_end() {
        draft.arguments = Some(inside.into_group(&group));
    }
    true
}

/// Skips `&self`, `&mut self` and `self` with the comma after it.
fn skip_receiver(cursor: &mut Cursor) {
    let ahead = usize::from(cursor.is_punct(0, '&'));
    let ahead = ahead + usize::from(cursor.is_word(ahead, &["mut"]));
    if cursor.is_word(ahead, &["self"]) && !cursor.is_colon(ahead + 1) {
        cursor.skip(ahead + 1);
        cursor.take_punct(',');
    }
}

/// Skips `-> Type`, `: Type` and `returns (Type)` after the arguments of a function.
fn skip_return_type(cursor: &mut Cursor) {
    let is_type = |ahead| {
        let next = cursor.peek(ahead);
        !matches!(next, None | Some(TokenTree::Literal(_))) && !is_http_method(cursor, ahead)
    };
    if cursor.is_arrow(0) && is_type(2) {
        cursor.skip(2);
    } else if cursor.is_colon(0) && is_type(1) {
        cursor.skip(1);
    } else if cursor.take_word(&["returns", "throws"]).is_none() {
        return;
    }
    skip_type(cursor);
}

/// Skips a type: everything up to braces, a `;`, an HTTP method, or a word after a complete type.
pub(super) fn skip_type(cursor: &mut Cursor) {
    let mut is_complete = false;
    while let Some(token) = cursor.peek(0) {
        match token {
            TokenTree::Punct(punct) if ";#=,".contains(punct.as_char()) => return,
            TokenTree::Punct(punct) if punct.as_char() == '<' => {
                take_generics(cursor);
                is_complete = true;
                continue;
            }
            TokenTree::Punct(_) if is_http_method(cursor, 1) => return,
            TokenTree::Punct(_) => is_complete = false,
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => return,
            TokenTree::Ident(_) | TokenTree::Literal(_) if is_complete => return,
            TokenTree::Ident(word) => {
                is_complete = word != "dyn" && word != "impl" && word != "mut";
            }
            TokenTree::Group(_) | TokenTree::Literal(_) => is_complete = true,
        }
        cursor.skip(1);
    }
}

fn parse_colon(cursor: &mut Cursor, draft: &mut Draft) {
    let span = draft.span(cursor);
    let puncts = cursor.take_puncts(":=->,|~.!?<@");
    if puncts.is_empty() {
        draft.slip_at(span, Slip::Colon);
    } else if puncts.to_string() != ":" {
        draft.slip(puncts, Slip::Colon);
    }
    cursor.take_word(&["as", "is"]);
}
