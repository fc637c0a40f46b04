//! Parses a line that starts with its name, in the order of the grammar. Each step also accepts other
//! notations of its part.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::ToTokens;

use super::{
    draft::Draft,
    end::parse_end,
    keys::holds_keys,
    method::parse_method,
    mistake::LineMistake,
    names::parse_names,
    path::parse_path,
    read::{has_route, read_group},
    return_type::skip_return_type,
};
use crate::parse::cursor::Cursor;

/// Parses `Resource::name: METHOD "/path";`. `words` are the words before it.
pub(super) fn parse_steps(
    cursor: &mut Cursor,
    words: &TokenStream,
    is_function: bool,
    draft: &mut Draft,
) {
    if !words.is_empty() {
        let has_arguments = (1..8).any(|ahead| cursor.is_group(ahead, Delimiter::Parenthesis));
        draft.record(
            words,
            if is_function && has_arguments { LineMistake::Function } else { LineMistake::Start },
        );
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
    let generics = cursor.take_generics();
    if !generics.is_empty() {
        draft.record(generics, LineMistake::Generics);
    }
    let Some(group) = cursor.take_group(Delimiter::Parenthesis) else { return false };
    if has_route(&group.stream()) {
        draft.record(group.to_token_stream(), LineMistake::Route);
        read_group(&group, draft);
        return false;
    }
    draft.record(group.to_token_stream(), LineMistake::Arguments);
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

fn parse_colon(cursor: &mut Cursor, draft: &mut Draft) {
    let span = draft.span(cursor);
    let puncts = cursor.take_puncts(":=->,|~.!?<@");
    if puncts.is_empty()
        && matches!(cursor.peek(0), Some(TokenTree::Group(group)) if holds_keys(group))
    {
        return;
    }
    if puncts.is_empty() {
        draft.record_at(span, LineMistake::Colon);
    } else if puncts.to_string() != ":" {
        draft.record(puncts, LineMistake::Colon);
    }
    if let Some(word) = cursor.take_word(&["as", "is"]) {
        draft.record(word, LineMistake::Colon);
    }
}
