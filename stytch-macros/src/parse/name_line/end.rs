//! Parses the `;` after the path, or other tokens in its place.

use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::LitStr;

use super::{draft::Draft, mistake::LineMistake, read::read_group, return_type::skip_type};
use crate::{
    keyword::Section,
    parse::{cursor::Cursor, section_start::begins_any_section},
    section_word::SINGLE_VALUES,
};

pub(super) fn parse_end(cursor: &mut Cursor, draft: &mut Draft) {
    if let Some(group) = cursor.take_group(Delimiter::Parenthesis) {
        draft.record(group.to_token_stream(), LineMistake::Fields);
        draft.arguments = Some(group);
    }
    // In `"/path": Promise<Door>`.
    let is_type = matches!(cursor.peek(1), Some(TokenTree::Ident(ty)) if ty.to_string().starts_with(char::is_uppercase));
    let is_annotated = cursor.is_colon(0) && is_type;
    let is_response = cursor.is_arrow(0) || cursor.is_word(0, &["returns"]) || is_annotated;
    if is_response {
        let length = if cursor.is_arrow(0) { 2 } else { 1 };
        let arrow: TokenStream = (0..length).filter_map(|_| cursor.next()).collect();
        draft.record(arrow, LineMistake::Response);
        if cursor.is_group(0, Delimiter::Parenthesis) {
            cursor.unwrap_group();
        }
        draft.response = response_type(cursor);
        skip_type(cursor);
    }
    if !cursor.is_punct(0, ';') && !cursor.is_group(0, Delimiter::Brace) {
        skip_to_end(cursor, draft);
    }
    let semicolon = cursor.take_punct(';');
    let section = if is_response { Section::Response } else { draft.request_section() };
    parse_braces(cursor, section, draft);
    while let Some(other) = cursor.take_punct(';') {
        if semicolon.is_some() {
            draft.record_at(other, LineMistake::Semicolons);
        }
    }
}

/// `Door` for a response that is declared as `-> Door`.
fn response_type(cursor: &Cursor) -> Option<Ident> {
    let is_wrapped = cursor.is_word(0, &["Promise", "Future", "Task", "Observable"])
        && cursor.is_punct(1, '<')
        && cursor.is_punct(3, '>');
    let (start, end) = if is_wrapped { (2, 4) } else { (0, 1) };
    let Some(TokenTree::Ident(ty)) = cursor.peek(start) else { return None };
    let name = ty.to_string();
    let is_whole = cursor.is_punct(end, ';') || cursor.peek(end).is_none();
    let is_object = name.contains(char::is_lowercase)
        && !name.ends_with("Response")
        && !SINGLE_VALUES.contains(&name.as_str());
    (is_whole && is_object).then(|| ty.clone())
}

fn skip_to_end(cursor: &mut Cursor, draft: &mut Draft) {
    let is_attribute = cursor.is_punct(0, '#') && !cursor.is_punct(2, ';');
    if cursor.is_at_end() || begins_any_section(cursor) || is_attribute {
        let span = draft.path.as_ref().map_or_else(|| cursor.span(), LitStr::span);
        draft.record_at(span, LineMistake::End);
        return;
    }
    draft.record_at(cursor.span(), LineMistake::End);
    cursor.skip_until(|cursor| {
        cursor.is_punct(0, ';')
            || begins_any_section(cursor)
            || cursor.is_group(0, Delimiter::Brace)
    });
}

/// Parses braces around the sections, around fields, or around the body of a function.
fn parse_braces(cursor: &mut Cursor, section: Section, draft: &mut Draft) {
    let Some(TokenTree::Group(group)) = cursor.peek(0) else { return };
    if group.delimiter() != Delimiter::Brace {
        return;
    }
    let group = group.clone();
    let inside = Cursor::inside(&group);
    if inside.begins_section() {
        draft.record_at(group.span_open(), LineMistake::Braces);
        return cursor.unwrap_group();
    }
    cursor.skip(1);
    if inside.is_ident(0) && (inside.is_colon(1) || inside.is_colon(2)) {
        draft.record_at(group.span_open(), LineMistake::Fields);
        draft.push_section(section, &group);
    } else {
        draft.record_at(group.span_open(), LineMistake::End);
        read_group(&group, draft);
    }
}
