//! Parses the HTTP method in any spelling.

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::LitStr;

use super::{
    draft::{Draft, http_method, is_http_method},
    keys::{holds_keys, holds_name, metadata_braces},
    metadata::parse_metadata,
    mistake::LineMistake,
    read::{count_methods, has_route, read_group, read_line, read_string},
    router::router_calls,
};
use crate::{keyword::Method, parse::cursor::Cursor, suggest::nearest};

pub(super) fn parse_method(cursor: &mut Cursor, draft: &mut Draft) {
    if let Some(start) = router_calls(cursor) {
        draft.record_at(cursor.span(), LineMistake::Route);
        draft.is_router = true;
        cursor.skip(start);
        return read_line(cursor, draft);
    }
    if let Some(braces) = metadata_braces(cursor) {
        return parse_metadata(cursor, braces, draft);
    }
    if let Some(TokenTree::Group(group)) = cursor.peek(0) {
        let group = group.clone();
        parse_group(cursor, &group, draft);
    } else if let Some(string) = cursor.string(0) {
        parse_string(cursor, &string, draft);
    } else if cursor.is_ident(0) && (is_http_method(cursor, 0) || !cursor.begins_section()) {
        parse_word(cursor, draft);
    } else if draft.method.is_none() {
        draft.record_at(draft.span(cursor), LineMistake::MissingMethod);
    }
}

/// Parses `(POST, "/path")`, `[GET, POST]` and `{ method: POST, path: "/path" }`.
fn parse_group(cursor: &mut Cursor, group: &Group, draft: &mut Draft) {
    let is_brace = group.delimiter() == Delimiter::Brace;
    let has_keys = holds_keys(group);
    let mistake = match count_methods(&group.stream()) {
        0 if is_brace && !has_keys => LineMistake::MissingMethod,
        0 | 1 => LineMistake::Route,
        _ => LineMistake::SeveralMethods,
    };
    draft.record_at(group.span_open(), mistake);
    if is_brace && !has_keys && has_route(&group.stream()) {
        cursor.unwrap_group();
        parse_method(cursor, draft);
    } else if !is_brace || has_keys {
        // A name in the group is that of the endpoint; the name before the group is discarded, such as
        // `metadata` in ruma's notation.
        let before = if holds_name(group) { draft.name.take() } else { None };
        read_group(group, draft);
        draft.name = draft.name.take().or(before);
        cursor.skip(1);
    }
}

/// Parses `"POST"`, `"POST /path"` and `"/path", POST`.
fn parse_string(cursor: &mut Cursor, string: &LitStr, draft: &mut Draft) {
    if string.value().starts_with('/') {
        let comma = usize::from(cursor.is_punct(1, ','));
        if is_http_method(cursor, 1 + comma) {
            draft.record(string, LineMistake::PathPlace);
            draft.path = cursor.take_string();
            cursor.skip(comma);
            parse_word(cursor, draft);
        } else if draft.method.is_none() {
            draft.record(string, LineMistake::MissingMethod);
        }
        return;
    }
    draft.record(string, LineMistake::MethodQuotes);
    // In `"PSOT" "/path"`, the first string is the method, not the path.
    if read_string(string, draft) || cursor.string(1).is_some() {
        cursor.skip(1);
    }
}

/// Parses `POST`, `Method::POST` and `GET | POST`.
fn parse_word(cursor: &mut Cursor, draft: &mut Draft) {
    let mut chain = TokenStream::new();
    let mut method = None;
    while let Some(word) = cursor.take_ident() {
        chain.extend(word.to_token_stream());
        method = Some(word);
        if !(cursor.is_path_separator(0) || cursor.is_punct(0, '.')) {
            break;
        }
        chain.extend(cursor.take_puncts(":."));
    }
    let Some(method) = method else { return };
    if is_type(&method) {
        draft.record(chain, LineMistake::Types);
        cursor.skip_until(|cursor| cursor.is_punct(0, ';') || cursor.begins_section());
        return;
    }
    if method != chain.to_string() {
        draft.record(chain, LineMistake::Method);
    }
    draft.method.get_or_insert(method);
    skip_other_methods(cursor, draft);
}

/// Whether a word is the name of a type, not a misspelled HTTP method.
fn is_type(word: &Ident) -> bool {
    let text = word.to_string();
    let is_camel = text.starts_with(char::is_uppercase) && text.contains(char::is_lowercase);
    is_camel && http_method(word).is_none() && nearest(&text, Method::SPELLINGS).is_none()
}

fn skip_other_methods(cursor: &mut Cursor, draft: &mut Draft) {
    loop {
        let separator = ['|', ',', '/'].into_iter().any(|separator| cursor.is_punct(0, separator));
        if !is_http_method(cursor, usize::from(separator)) {
            return;
        }
        cursor.skip(usize::from(separator));
        draft.record(cursor.next(), LineMistake::SeveralMethods);
    }
}
