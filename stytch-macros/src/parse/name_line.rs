//! Parses `Resource::name: METHOD "/path";` and recognizes the line in other notations.

mod draft;
mod end;
mod keys;
mod metadata;
mod method;
mod mistake;
mod names;
mod path;
mod read;
mod return_type;
mod route;
mod router;
mod spelling;
mod steps;
mod types;
mod unquoted_path;
mod words;

use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use syn::LitStr;

pub(crate) use self::{draft::NameLine, route::is_route};
use self::{
    draft::{Draft, http_method, is_http_method},
    end::parse_end,
    keys::{begins_operation, begins_pairs, is_key, metadata_braces},
    metadata::parse_metadata,
    mistake::LineMistake,
    names::is_line,
    read::{has_route, read_line},
    route::{parse_annotations, read_route, take_annotations, take_route_attributes},
    router::router_calls,
    steps::parse_steps,
    types::parse_types,
    words::{DeclarationKind, take_words},
};
use super::{
    attributes::parse_attributes,
    cursor::Cursor,
    endpoint_attributes::parse_attributes_and_annotations,
    section_start::{
        begins_any_section, begins_heading, begins_known_section, begins_loose_field,
        begins_next_endpoint,
    },
};
use crate::{ast::Attribute, errors::Errors, fallback::METHOD, keyword};

/// Parses the line with its `;`, and removes attributes that give the route in another notation.
pub(crate) fn parse_name_line(
    cursor: &mut Cursor,
    attributes: &mut Vec<Attribute>,
    errors: &mut Errors,
) -> NameLine {
    let annotations = take_annotations(cursor);
    if !annotations.is_empty() {
        attributes.extend(parse_attributes(cursor, errors));
    }
    let routes = take_route_attributes(attributes);
    if let Some(line) = take_line(cursor) {
        let (others, annotations): (Vec<_>, Vec<_>) =
            annotations.into_iter().partition(is_attribute);
        for other in others {
            let mut cursor = Cursor::new(other);
            attributes.extend(parse_attributes_and_annotations(&mut cursor, errors));
        }
        for tokens in routes.into_iter().map(|route| route.tokens).chain(annotations) {
            errors.over(
                tokens,
                "the first line already has the HTTP method and the path; remove this attribute",
            );
        }
        return line;
    }
    cursor.put_back(annotations.into_iter().flatten().collect());
    let start = cursor.clone();
    let mut draft = Draft::default();
    for route in &routes {
        read_route(route, &mut draft);
    }
    parse_draft(cursor, &mut draft);
    if draft.is_misread() {
        *cursor = start;
        let name = draft.name;
        draft = read_unknown_line(cursor, &routes);
        draft.name = draft.name.or(name);
    }
    skip_rest(cursor, &draft);
    if draft.declares_types() {
        attributes.retain(|attribute| !is_struct_attribute(attribute));
    }
    draft.finish(errors)
}

/// Whether an annotation such as `@deprecated` has the name of an attribute.
fn is_attribute(annotation: &TokenStream) -> bool {
    let cursor = Cursor::new(annotation.clone());
    cursor.is_word(1, keyword::Attribute::SPELLINGS)
}

/// Reads the parts of a line in an unknown notation, wherever they are in it.
fn read_unknown_line(cursor: &mut Cursor, routes: &[Attribute]) -> Draft {
    let mut draft = Draft::default();
    draft.is_foreign = true;
    for route in routes {
        read_route(route, &mut draft);
    }
    parse_annotations(cursor, &mut draft);
    draft.record(cursor.peek(0).cloned(), LineMistake::Unknown);
    take_words(cursor);
    read_line(cursor, &mut draft);
    draft.path = draft.path.as_ref().map(without_host);
    cursor.take_puncts(";");
    draft
}

/// `"/path"` for `"https://host/path"`.
fn without_host(path: &LitStr) -> LitStr {
    let text = path.value();
    let host = text.split_once("://").and_then(|(_, rest)| rest.find('/').map(|at| &rest[at..]));
    LitStr::new(host.unwrap_or(&text), path.span())
}

/// Skips the tokens that are left of a line that has been reported.
fn skip_rest(cursor: &mut Cursor, draft: &Draft) {
    let ends = |cursor: &Cursor| begins_any_section(cursor) || cursor.is_punct(0, '#');
    let continues = begins_loose_field(cursor) || begins_next_endpoint(cursor) || ends(cursor);
    if draft.has_mistake() && !continues && !begins_heading(cursor) {
        cursor.skip_until(ends);
    }
}

/// Whether an attribute is one of a Rust struct.
fn is_struct_attribute(attribute: &Attribute) -> bool {
    let path = attribute.meta.path();
    ["derive", "serde"].into_iter().any(|name| path.is_ident(name))
}

/// Takes the line if it is valid.
fn take_line(cursor: &mut Cursor) -> Option<NameLine> {
    let has_resource = cursor.is_path_separator(1);
    let name = if has_resource { 3 } else { 0 };
    let (colon, method, path, semicolon) = (name + 1, name + 2, name + 3, name + 4);
    let is_line = cursor.is_ident(0)
        && cursor.is_ident(name)
        && cursor.is_colon(colon)
        && cursor.is_ident(method)
        && cursor.is_punct(semicolon, ';');
    let follows = semicolon + 1;
    if !is_line || cursor.is_punct(follows, ';') || cursor.is_group(follows, Delimiter::Brace) {
        return None;
    }
    let path = cursor.string(path)?;
    let resource = if has_resource { cursor.take_ident() } else { None };
    if has_resource {
        cursor.skip(2);
    }
    let name = cursor.take_ident();
    cursor.skip(1);
    let method = cursor.take_ident();
    cursor.skip(2);
    Some(NameLine { resource, name, method, path: Some(path), ..NameLine::default() })
}

/// Parses a line in another notation.
fn parse_draft(cursor: &mut Cursor, draft: &mut Draft) {
    parse_annotations(cursor, draft);
    if let Some(braces) = metadata_braces(cursor) {
        return parse_metadata(cursor, braces, draft);
    }
    unwrap_macro(cursor, draft);
    if let Some(start) = router_calls(cursor) {
        draft.is_router = true;
        cursor.skip(start);
        return parse_other_order(cursor, draft);
    }
    if begins_in_another_order(cursor) {
        return parse_other_order(cursor, draft);
    }
    let (words, declaration) = take_words(cursor);
    match declaration {
        DeclarationKind::Endpoint if is_resource_with_body(cursor) => {
            parse_container(cursor, draft);
        }
        DeclarationKind::Endpoint => parse_steps(cursor, &words, false, draft),
        DeclarationKind::Function => {
            draft.is_foreign = true;
            parse_steps(cursor, &words, true, draft);
            if let Some(TokenTree::Ident(rpc)) = words.into_iter().next()
                && rpc == "rpc"
            {
                draft.method.get_or_insert_with(|| Ident::new(METHOD.as_str(), rpc.span()));
            }
        }
        DeclarationKind::Type => parse_types(cursor, &words, draft),
        DeclarationKind::Container => {
            draft.record(words, LineMistake::Start);
            parse_container(cursor, draft);
        }
    }
}

/// Whether `Doors { open: POST "/path"; }` follows.
fn is_resource_with_body(cursor: &Cursor) -> bool {
    match cursor.peek(1) {
        Some(TokenTree::Group(group))
            if group.delimiter() == Delimiter::Brace && cursor.is_ident(0) =>
        {
            let inside = Cursor::inside(group);
            is_line(&inside, 0) && is_http_method(&inside, 2) && !is_key(&inside, 0)
        }
        _ => false,
    }
}

/// Parses the endpoint in `Doors { … }`.
fn parse_container(cursor: &mut Cursor, draft: &mut Draft) {
    let resource = cursor.take_ident();
    cursor.take_generics();
    if cursor.is_group(0, Delimiter::Brace) {
        draft.record_at(cursor.span(), LineMistake::Separator);
        cursor.unwrap_group();
    }
    parse_draft(cursor, draft);
    draft.resource = draft.resource.take().or(resource);
}

/// Unwraps `{ … }` and `endpoint! { … }`.
fn unwrap_macro(cursor: &mut Cursor, draft: &mut Draft) {
    let is_macro = cursor.is_ident(0)
        && cursor.is_punct(1, '!')
        && matches!(cursor.peek(2), Some(TokenTree::Group(_)));
    if is_macro {
        draft.record(cursor.next(), LineMistake::Start);
        cursor.skip(1);
    }
    if is_macro || cursor.is_group(0, Delimiter::Brace) {
        draft.record_at(cursor.span(), LineMistake::Start);
        cursor.unwrap_group();
        parse_annotations(cursor, draft);
    }
}

/// Whether the line starts with its HTTP method, its path, `method: …` or `app.post(…)`.
fn begins_in_another_order(cursor: &Cursor) -> bool {
    let string = cursor.string(0).map(|string| string.value());
    let is_route = string.is_some_and(|text| text.starts_with('/') || text.contains(' '));
    let is_foreign = begins_pairs(cursor) || begins_operation(cursor);
    is_foreign
        || is_route
        || cursor.is_punct(0, '/')
        || is_call(cursor)
        || begins_with_method(cursor)
}

/// Whether `app.post("/path", …)` or `.post("/path", …)` follows.
fn is_call(cursor: &Cursor) -> bool {
    let dot = usize::from(cursor.is_ident(0));
    cursor.is_punct(dot, '.')
        && matches!(cursor.peek(dot + 2), Some(TokenTree::Group(group)) if has_route(&group.stream()))
}

fn begins_with_method(cursor: &Cursor) -> bool {
    let Some(TokenTree::Ident(word)) = cursor.peek(0) else { return false };
    let Some(method) = http_method(word) else { return false };
    let is_upper_case = *word == method.as_str() && !cursor.is_colon(1);
    let is_called = cursor.is_group(1, Delimiter::Parenthesis);
    is_upper_case || is_called || cursor.string(1).is_some() || cursor.is_punct(1, '/')
}

fn parse_other_order(cursor: &mut Cursor, draft: &mut Draft) {
    let first = cursor.peek(0).cloned();
    let is_method = matches!(&first, Some(TokenTree::Ident(word)) if http_method(word).is_some());
    let is_pair = begins_pairs(cursor);
    draft.is_foreign = true;
    read_line(cursor, draft);
    let mistake = match (&draft.name, is_pair) {
        (None, false) if is_method => LineMistake::MissingName,
        (None | Some(_), true) => LineMistake::Route,
        (None | Some(_), false) => LineMistake::Start,
    };
    draft.record(first, mistake);
    if !begins_known_section(cursor) {
        parse_end(cursor, draft);
    }
}
