//! Parses the parts of a resource: its endpoints and child resources.

use proc_macro2::{Delimiter, Group, Ident, TokenTree};
use syn::{LitStr, ext::IdentExt};

use super::{
    attributes::parse_attributes,
    child::{self, parse_bare_children, parse_child},
    cursor::Cursor,
    endpoint_list::{
        BRACKETS, ENDPOINTS, finish_list, holds_request, is_request_name, parse_bare_requests,
        parse_endpoint_list,
    },
    list::{Element, parse_terminated_list},
    mistake::{FirstMistake, quoted},
    resource_type::{is_method, is_upper_case, last_of_path},
};
use crate::{
    ast::{Attribute, EndpointList, ResourcePart},
    errors::Errors,
    suggest::{nearest, upper_camel},
};

pub(crate) const NO_PATH: &str = "a resource has no path; each endpoint has its whole path";

/// Names that other notations give to the list of endpoints.
const ENDPOINT_WORDS: [&str; 10] = [
    "apis",
    "calls",
    "functions",
    "handlers",
    "method",
    "methods",
    "operations",
    "paths",
    "requests",
    "routes",
];

/// Names that other notations give to a list of child resources.
const CHILD_WORDS: [&str; 6] =
    ["children", "nested", "resource", "resources", "sub_resources", "subresources"];

/// Names that other notations give to the path that all endpoints of a resource share.
const PATH_WORDS: &[&str] =
    &["path", "prefix", "base", "base_path", "base_url", "root", "route", "uri", "url"];

/// Parses the parts in a pair of delimiters.
pub(crate) fn parse_parts(group: &Group, errors: &mut Errors) -> Vec<ResourcePart> {
    let mut cursor = Cursor::inside(group);
    if begins_with_method(&cursor) {
        let requests = parse_requests_without_list(&mut cursor, errors);
        cursor.take_punct(',');
        let rest = parse_parts(&cursor.into_group(group), errors);
        return [requests].into_iter().chain(rest).collect();
    }
    let element = Element { noun: "part", parse: parse_part, begins: begins_any_part };
    let parts = parse_terminated_list(group, &element, Vec::is_empty, errors);
    // Only an endpoint yields no parts. Its message says what to list.
    let has_endpoint = parts.iter().any(Vec::is_empty);
    let mut parts: Vec<_> = parts.into_iter().flatten().collect();
    let is_list = |part: &ResourcePart| matches!(part, ResourcePart::Endpoints(_));
    if has_endpoint && !parts.iter().any(is_list) {
        let name = Ident::new(ENDPOINTS, group.span());
        parts.insert(0, ResourcePart::Endpoints(EndpointList { name, requests: Vec::new() }));
    }
    parts
}

/// Whether the parts begin with two words in lower case, `open, close`: methods of the resource.
fn begins_with_method(cursor: &Cursor) -> bool {
    let is_method = |ahead| match cursor.peek(ahead) {
        Some(TokenTree::Ident(name)) => {
            !is_upper_case(name) && name != ENDPOINTS && cursor.ends_element(ahead + 1)
        }
        _ => false,
    };
    let has_list = (0..cursor.remaining()).any(|ahead| cursor.is_word(ahead, &[ENDPOINTS]));
    is_method(0) && is_method(2) && !has_list
}

/// Whether a part begins in any notation, such as `locks = Locks`, `fn locks()` or `Locks`.
fn begins_any_part(cursor: &Cursor) -> bool {
    let is_lone_word = match cursor.peek(0) {
        Some(TokenTree::Ident(name)) => !is_upper_case(name) && cursor.ends_element(1),
        _ => false,
    };
    let is_quoted = cursor.string(0).is_some() && cursor.is_colon(1);
    begins_part(cursor) || (cursor.is_ident(0) && !is_lone_word) || is_quoted
}

/// Whether a part begins: `#[…]`, `name: …` or `name […]`.
pub(crate) fn begins_part(cursor: &Cursor) -> bool {
    let attribute = cursor.is_punct(0, '#') && cursor.is_group(1, Delimiter::Bracket);
    let value = cursor.is_colon(1) || cursor.is_group(1, Delimiter::Bracket);
    attribute || (cursor.is_ident(0) && value)
}

/// Parses one part. A list of child resources yields several.
fn parse_part(cursor: &mut Cursor, errors: &mut Errors) -> Option<Vec<ResourcePart>> {
    let attributes = parse_attributes(cursor, errors);
    if let (true, Some(last)) = (cursor.is_at_end(), attributes.last()) {
        errors.over(
            &last.tokens,
            "docs and attributes must precede a child resource; add the child resource or remove them",
        );
        return None;
    }
    if cursor.is_word(0, PATH_WORDS) && cursor.string(2).is_some() {
        errors.at(cursor.span(), format_args!("{NO_PATH}; remove this"));
        cursor.skip(3);
        cursor.take_punct(',');
        return Some(Vec::new());
    }
    if begins_endpoint(cursor) {
        report_endpoint(cursor, errors);
        return Some(Vec::new());
    }
    match recognize_notation(cursor) {
        Notation::Endpoints => {
            check_no_attributes(&attributes, errors);
            Some(vec![ResourcePart::Endpoints(parse_endpoint_list(cursor, errors))])
        }
        Notation::BareRequests => {
            check_no_attributes(&attributes, errors);
            Some(vec![parse_requests_without_list(cursor, errors)])
        }
        Notation::Children => parse_child_list(cursor, errors),
        Notation::Child => {
            let child = parse_child(attributes, cursor, errors)?;
            Some(vec![ResourcePart::Child(child)])
        }
    }
}

/// Whether `open: POST "/path"`, `open: "/path"` or `endpoint! { … }` begins.
fn begins_endpoint(cursor: &Cursor) -> bool {
    if is_endpoint_macro(cursor) {
        return true;
    }
    let is_end = |ahead: &usize| {
        [',', ';'].iter().any(|end| cursor.is_punct(*ahead, *end))
            || cursor.is_group(*ahead, Delimiter::Bracket)
    };
    let mut line = (0..6).take_while(|ahead| !is_end(ahead));
    line.any(|ahead| {
        let is_path = cursor.string(ahead).is_some_and(|path| path.value().starts_with('/'));
        let is_method = cursor.peek(ahead).is_some_and(is_method);
        is_path || (is_method && holds_string(cursor.peek(ahead + 1)))
    })
}

fn is_endpoint_macro(cursor: &Cursor) -> bool {
    cursor.is_word(0, &["endpoint"]) && cursor.is_punct(1, '!')
}

/// Whether the token is a string, possibly in parentheses.
fn holds_string(token: Option<&TokenTree>) -> bool {
    match token {
        Some(TokenTree::Group(group)) => Cursor::inside(group).string(0).is_some(),
        Some(token) => syn::parse2::<LitStr>(token.clone().into()).is_ok(),
        None => false,
    }
}

/// Reports an endpoint in a resource, and skips it with its sections.
pub(crate) fn report_endpoint(cursor: &mut Cursor, errors: &mut Errors) {
    let span = cursor.span();
    if is_endpoint_macro(cursor) {
        cursor.skip(2);
        cursor.unwrap_group();
    }
    let line = cursor.take_until(|cursor| {
        cursor.is_punct(0, ';') || cursor.is_punct(0, ',') || cursor.begins_section()
    });
    let is_name =
        |token: &TokenTree| matches!(token, TokenTree::Ident(word) if !is_upper_case(word));
    let name = line.into_iter().find(|token| is_name(token) && !is_method(token));
    let listed = name.map_or_else(String::new, |name| {
        let name = name.to_string();
        format!(" and list `{}Request` in `endpoints`", upper_camel(name.trim_start_matches("r#")))
    });
    errors.at(
        span,
        format_args!(
            "`resource!` cannot declare an endpoint; move it to a separate `endpoint!`{listed}"
        ),
    );
    while !cursor.take_puncts(";,").is_empty() || cursor.begins_section() {
        if cursor.begins_section() {
            cursor.skip(2);
        }
    }
}

fn check_no_attributes(attributes: &[Attribute], errors: &mut Errors) {
    if let Some(first) = attributes.first() {
        errors.over(
            &first.tokens,
            "docs and attributes are not allowed on `endpoints`; move them to the resource",
        );
    }
}

/// The notation of a part, judging by its first tokens.
enum Notation {
    /// `endpoints: […]`, or a list under another name.
    Endpoints,
    /// `OpenRequest` without a list.
    BareRequests,
    /// `children: […]`
    Children,
    /// `locks: Locks`
    Child,
}

fn recognize_notation(cursor: &Cursor) -> Notation {
    if cursor.is_group(0, Delimiter::Bracket) {
        return Notation::Endpoints;
    }
    let Some(name) = cursor.peek(0).and_then(word) else { return Notation::Child };
    let ahead = find_value(cursor);
    match cursor.peek(ahead) {
        Some(TokenTree::Group(group)) => {
            if is_named_endpoints(&name)
                || (group.delimiter() == Delimiter::Bracket && holds_request(group.stream()))
            {
                Notation::Endpoints
            } else if CHILD_WORDS.contains(&name.as_str()) && !cursor.is_punct(1, '!') {
                Notation::Children
            } else {
                Notation::Child
            }
        }
        _ if ahead == 1 && cursor.ends_element(1) => {
            if is_request_name(&name) {
                Notation::BareRequests
            } else if name == ENDPOINTS {
                Notation::Endpoints
            } else {
                Notation::Child
            }
        }
        Some(TokenTree::Ident(_)) => recognize_path(cursor, &name, ahead),
        Some(TokenTree::Punct(_) | TokenTree::Literal(_)) | None if name == ENDPOINTS => {
            Notation::Endpoints
        }
        Some(TokenTree::Punct(_) | TokenTree::Literal(_)) | None => Notation::Child,
    }
}

/// `endpoints: OpenRequest` and `open: OpenRequest` are endpoints; `endpoints: Endpoints` is a child.
fn recognize_path(cursor: &Cursor, name: &str, ahead: usize) -> Notation {
    let Some(last) = last_of_path(cursor, ahead) else { return Notation::Child };
    let written = last.unraw().to_string();
    let is_request = if is_named_endpoints(name) {
        is_request_name(&written) || !is_upper_case(last)
    } else {
        written == format!("{}Request", upper_camel(name))
    };
    if is_request { Notation::Endpoints } else { Notation::Child }
}

/// The index of the token after the name and what separates it from its value: `:`, `=`, `=>`, `: &`.
fn find_value(cursor: &Cursor) -> usize {
    let mut ahead = 1;
    loop {
        let is_separator = match cursor.peek(ahead) {
            Some(TokenTree::Punct(punct)) => !matches!(punct.as_char(), ',' | ';' | '#' | '<'),
            Some(TokenTree::Ident(_)) => cursor.is_punct(ahead + 1, '!'),
            Some(TokenTree::Group(_) | TokenTree::Literal(_)) | None => false,
        };
        if !is_separator {
            return ahead;
        }
        ahead += 1;
    }
}

/// The name of a part, also in quotes.
fn word(token: &TokenTree) -> Option<String> {
    match token {
        TokenTree::Ident(ident) => Some(ident.unraw().to_string()),
        TokenTree::Literal(_) => quoted::<Ident>(token).map(|ident| ident.to_string()),
        TokenTree::Group(_) | TokenTree::Punct(_) => None,
    }
}

fn is_named_endpoints(name: &str) -> bool {
    ENDPOINT_WORDS.contains(&name) || nearest(name, &[ENDPOINTS]).is_some()
}

/// Parses `OpenRequest, CloseRequest` without a list.
fn parse_requests_without_list(cursor: &mut Cursor, errors: &mut Errors) -> ResourcePart {
    let mut mistake = FirstMistake::default();
    let span = cursor.span();
    mistake.at(span, BRACKETS);
    let requests = parse_bare_requests(cursor, errors);
    let name = Ident::new(ENDPOINTS, span);
    ResourcePart::Endpoints(finish_list(name, requests, mistake, cursor, errors))
}

/// Parses `children: [Locks]` or `children: { locks: Locks }`.
fn parse_child_list(cursor: &mut Cursor, errors: &mut Errors) -> Option<Vec<ResourcePart>> {
    let mut mistake = FirstMistake::default();
    mistake.at(cursor.span(), "child resources must not be in a list");
    cursor.skip_until(|cursor| matches!(cursor.peek(0), Some(TokenTree::Group(_))));
    let Some(TokenTree::Group(group)) = cursor.next() else { return None };
    let parts = if begins_part(&Cursor::inside(&group)) {
        parse_parts(&group, errors)
    } else {
        parse_bare_children(&group).into_iter().map(ResourcePart::Child).collect()
    };
    mistake.report_element(cursor, errors, || {
        let children = parts.iter().filter_map(|part| match part {
            ResourcePart::Child(child) => Some(child::spelling(&child.name, child.ty.as_ref())),
            ResourcePart::Endpoints(_) => None,
        });
        let children: Vec<_> = children.collect();
        if children.is_empty() { "locks: Locks".to_owned() } else { children.join(", ") }
    });
    Some(parts)
}
