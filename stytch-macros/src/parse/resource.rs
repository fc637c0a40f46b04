//! Parses `pub Name { … }` and recovers from common mistakes.

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::Visibility;

use super::{
    annotation::at_annotation_length,
    attributes::parse_attributes,
    cursor::Cursor,
    endpoint_list::{ENDPOINTS, finish_requests, parse_requests, request_of_method, spelling},
    mistake::FirstMistake,
    resource_parts::{NO_PATH, begins_part, parse_parts, report_endpoint},
    resource_type::is_method,
    section_start::{begins_next_endpoint, is_return},
};
use crate::{
    ast::{EndpointList, Resource, ResourcePart},
    errors::Errors,
    suggest::corrected_type_name,
};

const FUNCTIONS: &str = "each endpoint is declared by a separate `endpoint!`, not in `resource!`";

/// Parses all resources of a declaration; reports those after the first.
pub(crate) fn parse_resources(
    krate: &TokenStream,
    cursor: &mut Cursor,
    errors: &mut Errors,
) -> Vec<Resource> {
    let mut resources = Vec::new();
    while let Some(resource) = parse_resource(krate, cursor, errors) {
        if !resources.is_empty() {
            errors.at(
                resource.name.span(),
                "`resource!` declares exactly one resource; \
                 move this one to a separate `resource!`",
            );
        }
        resources.push(resource);
        if !continues_with_resource(cursor, errors) {
            break;
        }
    }
    resources
}

/// Reports tokens after a resource; returns whether they are another resource.
fn continues_with_resource(cursor: &mut Cursor, errors: &mut Errors) -> bool {
    if cursor.is_at_end() {
        return false;
    }
    let span = cursor.span();
    while cursor.take_punct(',').is_some() || cursor.take_punct(';').is_some() {}
    if begins_next_endpoint(cursor) {
        report_endpoint(cursor, errors);
        return false;
    }
    if cursor.is_ident(0) || cursor.is_punct(0, '#') {
        return true;
    }
    errors.at(span, "unexpected token after the resource; remove it");
    false
}

/// Parses one resource; reports one whose name cannot be parsed and returns `None`.
fn parse_resource(
    krate: &TokenStream,
    cursor: &mut Cursor,
    errors: &mut Errors,
) -> Option<Resource> {
    let attributes = parse_attributes(cursor, errors);
    if cursor.is_at_end() {
        errors.at(
            cursor.span(),
            "`resource!` expects a resource; write `pub Name { endpoints: [] }`",
        );
        return None;
    }
    let mut mistake = FirstMistake::default();
    let visibility = parse_visibility(cursor, &mut mistake, errors);
    let name = parse_name(cursor, &mut mistake, errors)?;
    if cursor.is_punct(0, '<') {
        mistake.at(cursor.span(), "a resource cannot have generic parameters");
        cursor.skip_until(|cursor| is_body(cursor) || cursor.is_punct(0, ';'));
    }
    let Body { parts, spelling } = parse_body(cursor, &name, &mut mistake, errors);
    mistake.report(errors, || {
        let visibility = visibility.to_token_stream().to_string().replace(' ', "");
        let space = if visibility.is_empty() { "" } else { " " };
        let name = corrected_type_name(&name);
        format!("{visibility}{space}{name} {{ {spelling} }}")
    });
    Some(Resource { krate: krate.clone(), attributes, visibility, name, parts })
}

/// Parses the visibility, and skips Rust keywords around it, such as `struct`.
fn parse_visibility(
    cursor: &mut Cursor,
    mistake: &mut FirstMistake,
    errors: &mut Errors,
) -> Visibility {
    let mut visibility = Visibility::Inherited;
    loop {
        if let Some(length) = at_annotation_length(cursor) {
            mistake.over(cursor.take(length), "a resource starts with its visibility and name");
        } else if let Some(word) = cursor.take_word(&["pub"]) {
            let scope = cursor.take_group(Delimiter::Parenthesis);
            if !matches!(visibility, Visibility::Inherited) {
                mistake.at(word.span(), "a resource starts with its visibility and name");
            }
            visibility = lower_visibility(&word, scope.as_ref(), errors);
        } else if cursor.is_ident(0) && (cursor.is_ident(1) || is_impl(cursor)) {
            mistake.at(cursor.span(), "a resource starts with its visibility and name");
            cursor.next();
            if cursor.is_punct(0, '<') {
                cursor.skip_until(|cursor| cursor.is_ident(0) && !cursor.is_punct(1, '>'));
            }
        } else {
            return visibility;
        }
    }
}

fn is_impl(cursor: &Cursor) -> bool {
    matches!(cursor.peek(0), Some(TokenTree::Ident(ident)) if ident == "impl")
        && cursor.is_punct(1, '<')
}

/// Reports a visibility that is not valid in Rust, and uses `pub` instead.
fn lower_visibility(word: &Ident, scope: Option<&Group>, errors: &mut Errors) -> Visibility {
    let written = quote!(#word #scope);
    syn::parse2(written).unwrap_or_else(|_| {
        errors.over(scope, "invalid visibility; write `pub` or `pub(crate)`");
        Visibility::Public(syn::token::Pub(word.span()))
    })
}

fn parse_name(
    cursor: &mut Cursor,
    mistake: &mut FirstMistake,
    errors: &mut Errors,
) -> Option<Ident> {
    let span = cursor.span();
    if let Some(name) = cursor.take_ident().or_else(|| mistake.take_quoted_ident(cursor)) {
        return Some(name);
    }
    errors.at(span, "a resource starts with its name; write `pub Name { endpoints: [] }`");
    None
}

/// The body after the name.
struct Body {
    parts: Vec<ResourcePart>,
    /// The suggested content of the braces; `…` if the content is already correct.
    spelling: String,
}

/// Parses the parts of a resource, in braces or, as in `Doors(OpenRequest)`, in other delimiters.
fn parse_body(
    cursor: &mut Cursor,
    name: &Ident,
    mistake: &mut FirstMistake,
    errors: &mut Errors,
) -> Body {
    if let Some(path) = take_path(cursor) {
        mistake.over(path, NO_PATH);
    }
    if !cursor.is_group(0, Delimiter::Brace) {
        let span = if cursor.is_at_end() { name.span() } else { cursor.span() };
        mistake.at(span, "the endpoints of a resource must be in braces");
        cursor.skip_until(|cursor| {
            is_body(cursor) || cursor.is_punct(0, ';') || cursor.is_punct(0, '#')
        });
    }
    let mut written = Vec::new();
    if is_body(cursor)
        && let Some(TokenTree::Group(group)) = cursor.next()
    {
        let functions = function_names(&group);
        if !functions.is_empty() {
            mistake.restate(Cursor::inside(&group).span(), FUNCTIONS);
            let requests: Vec<_> = functions.iter().map(request_of_method).collect();
            let spelling = format!("{ENDPOINTS}: [{}]", requests.join(", "));
            let list = EndpointList { name: name.clone(), requests: Vec::new() };
            return Body { parts: vec![ResourcePart::Endpoints(list)], spelling };
        }
        if group.delimiter() == Delimiter::Brace || begins_part(&Cursor::inside(&group)) {
            return Body { parts: parse_parts(&group, errors), spelling: "…".to_owned() };
        }
        written = parse_requests(&group, errors);
        // The message about the braces covers the tokens after them.
        if mistake.is_some() && is_return(cursor) {
            cursor.skip_until(|cursor| cursor.is_punct(0, ';') || cursor.is_punct(0, '#'));
            cursor.take_punct(';');
        }
    } else {
        cursor.take_punct(';');
    }
    let spelling = spelling(&written);
    let requests = finish_requests(written, mistake, errors);
    let name = Ident::new(ENDPOINTS, name.span());
    Body { parts: vec![ResourcePart::Endpoints(EndpointList { name, requests })], spelling }
}

/// The names of functions, as in `service Doors { rpc Open(A) returns (B); }`; empty if the group holds
/// anything else.
fn function_names(group: &Group) -> Vec<Ident> {
    let mut cursor = Cursor::inside(group);
    let mut names = Vec::new();
    while !cursor.is_at_end() {
        if cursor.is_word(0, &[ENDPOINTS]) {
            return Vec::new();
        }
        let is_annotation = cursor.is_punct(0, '@');
        cursor.skip(usize::from(is_annotation));
        let is_function = cursor.is_group(1, Delimiter::Parenthesis)
            && !cursor.is_word(0, &["returns", "throws", "constructor", "pub"])
            && !cursor.peek(0).is_some_and(is_method);
        match cursor.take_ident() {
            Some(name) if is_function && !is_annotation && !names.contains(&name) => {
                names.push(name);
            }
            Some(_) => {}
            None => cursor.skip(1),
        }
    }
    names
}

/// Takes the path of a controller or a router: `: "/v1/doors"`, `("/v1/doors")` or `"/v1/doors"`.
fn take_path(cursor: &mut Cursor) -> Option<TokenStream> {
    let braces = (0..4).find(|ahead| cursor.is_group(*ahead, Delimiter::Brace))?;
    let path = match cursor.peek(braces.checked_sub(1)?)? {
        TokenTree::Group(group) => Cursor::inside(group).string(0),
        TokenTree::Ident(_) | TokenTree::Punct(_) | TokenTree::Literal(_) => {
            cursor.string(braces - 1)
        }
    };
    path.map(|_| cursor.take(braces))
}

fn is_body(cursor: &Cursor) -> bool {
    matches!(cursor.peek(0), Some(TokenTree::Group(_)))
}
