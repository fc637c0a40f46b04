//! Reads the keys and values of a line in the notation of ruma, OpenAPI or JSON.

use proc_macro2::{Delimiter, Group, TokenTree};

use super::{
    draft::{Draft, is_http_method},
    spelling::is_route,
};
use crate::{
    parse::{cursor::Cursor, section_start::begins_known_section},
    section_word::SectionWord,
    suggest::snake,
};

/// Keys whose value is a part of the line.
const KEYS: &[&str] = &[
    "method",
    "verb",
    "http_method",
    "httpMethod",
    "path",
    "paths",
    "url",
    "uri",
    "route",
    "endpoint",
    "name",
    "operation",
    "operationId",
    "operation_id",
    "handler",
    "function",
];

/// Keys whose value is the endpoint's name.
const NAME_KEYS: &[&str] = &["name", "operation", "operationId", "operation_id"];

/// Whether `method:` or the like is at `ahead`.
pub(super) fn is_key(cursor: &Cursor, ahead: usize) -> bool {
    key(cursor, ahead).is_some_and(|key| KEYS.contains(&key.as_str()))
}

/// The word or string before a `:` or `=` and a value.
fn key(cursor: &Cursor, ahead: usize) -> Option<String> {
    let has_value = (cursor.is_colon(ahead + 1) || cursor.is_punct(ahead + 1, '='))
        && !matches!(cursor.peek(ahead + 2), Some(TokenTree::Punct(_)) | None);
    match cursor.peek(ahead)? {
        TokenTree::Ident(word) if has_value => Some(word.to_string()),
        TokenTree::Literal(_) if has_value => cursor.string(ahead).map(|string| string.value()),
        _ => None,
    }
}

/// Whether `description: "…", method: POST, …` begins: a key, and another one with an HTTP method or a path.
pub(super) fn begins_pairs(cursor: &Cursor) -> bool {
    let follows = |ahead| cursor.is_punct(ahead - 1, ',') || cursor.is_punct(ahead - 1, ';');
    let is_first = is_key(cursor, 0) || (key(cursor, 0).is_some() && !is_http_method(cursor, 2));
    is_first
        && !cursor.is_group(2, Delimiter::Brace)
        && (3..60).any(|ahead| {
            let is_other = is_key(cursor, ahead)
                && (is_key(cursor, 0) || (follows(ahead) && is_route_key(cursor, ahead)));
            is_other || (follows(ahead) && is_method_key(cursor, ahead))
        })
}

/// Whether `post: "/path"` is at `ahead`.
fn is_method_key(cursor: &Cursor, ahead: usize) -> bool {
    let path = cursor.string(ahead + 2);
    let is_route = path.is_some_and(|path| is_route(&path));
    is_route && is_http_method(cursor, ahead) && key(cursor, ahead).is_some()
}

/// Whether an operation of OpenAPI begins: `post: { operationId: open }`, `post: operationId: open` or
/// `paths: { "/path": … }`.
pub(super) fn begins_operation(cursor: &Cursor) -> bool {
    let is_method = match cursor.string(0) {
        Some(string) => is_route(&string),
        None => is_http_method(cursor, 0),
    };
    let names_operation = |cursor: &Cursor, ahead| {
        key(cursor, ahead).is_some_and(|key| snake(&key) == "operation_id")
    };
    let is_named = match cursor.peek(2) {
        Some(TokenTree::Group(group)) => {
            let inside = Cursor::inside(group);
            (0..inside.remaining()).any(|ahead| names_operation(&inside, ahead))
        }
        _ => (2..8).any(|ahead| names_operation(cursor, ahead)),
    };
    let is_path = matches!(
        cursor.peek(2),
        Some(TokenTree::Group(group)) if Cursor::inside(group).string(0).is_some_and(|path| is_route(&path))
    );
    (is_method && cursor.is_colon(1) && is_named) || (is_path && is_key(cursor, 0))
}

/// Whether a key with an HTTP method or a path is at `ahead`.
pub(super) fn is_route_key(cursor: &Cursor, ahead: usize) -> bool {
    let is_value = match cursor.string(ahead + 2) {
        Some(string) => is_route(&string),
        None => is_http_method(cursor, ahead + 2),
    };
    is_value && is_key(cursor, ahead)
}

/// Whether a group contains the HTTP method or the path as the value of a key.
pub(super) fn holds_keys(group: &Group) -> bool {
    let inside = Cursor::inside(group);
    (0..inside.remaining()).any(|ahead| is_route_key(&inside, ahead))
}

/// Whether a group contains `name: …` or the like.
pub(super) fn holds_name(group: &Group) -> bool {
    let inside = Cursor::inside(group);
    let is_name = |ahead| key(&inside, ahead).is_some_and(|key| NAME_KEYS.contains(&key.as_str()));
    (0..inside.remaining()).any(is_name)
}

/// The offset of the braces in `metadata: { … }` or `const METADATA: Metadata = metadata! { … }`.
pub(super) fn metadata_braces(cursor: &Cursor) -> Option<usize> {
    let is_metadata = |ahead| cursor.is_word(ahead, &["metadata", "METADATA"]);
    let first = (0..3).find(|ahead| is_metadata(*ahead))?;
    let is_before = |ahead| cursor.is_word(ahead, &["pub", "const", "static"]);
    let braces = (first + 1..first + 10).find(|ahead| {
        !cursor.is_ident(*ahead) && !":=!".chars().any(|letter| cursor.is_punct(*ahead, letter))
    })?;
    match cursor.peek(braces) {
        Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => {
            ((0..first).all(is_before) && holds_keys(group)).then_some(braces)
        }
        _ => None,
    }
}

/// Skips the value of an unknown key, unless it is a group that may contain parts of the line. The fields
/// of a section are added to the draft.
pub(super) fn skip_value(cursor: &mut Cursor, key: &str, draft: &mut Draft) -> bool {
    let has_value = cursor.is_colon(0) || (cursor.is_punct(0, '=') && !cursor.is_punct(1, '>'));
    if !has_value {
        return false;
    }
    let Some(TokenTree::Group(group)) = cursor.peek(1) else {
        cursor.skip(1);
        cursor.skip_until(|cursor| {
            let is_end = cursor.is_punct(0, ',') || cursor.is_punct(0, ';');
            is_end || is_key(cursor, 0) || begins_known_section(cursor)
        });
        return true;
    };
    if let Some(word) = SectionWord::from_name(key) {
        let group = group.clone();
        cursor.skip(2);
        if let Some(section) =
            word.section(draft.known_method()).filter(|_| is_list_of_fields(&group))
        {
            draft.push_section(section, &group);
        }
    }
    true
}

/// Whether braces contain fields, as opposed to a schema such as `{ content: { … } }` or `{ "$ref": … }`.
fn is_list_of_fields(group: &Group) -> bool {
    let inside = Cursor::inside(group);
    let is_nested = (0..inside.remaining()).any(|ahead| {
        inside.is_punct(ahead, ':') && matches!(inside.peek(ahead + 1), Some(TokenTree::Group(_)))
    });
    let is_reference = inside.string(0).is_some_and(|key| key.value().starts_with('$'));
    group.delimiter() == Delimiter::Brace && !is_nested && !is_reference
}
