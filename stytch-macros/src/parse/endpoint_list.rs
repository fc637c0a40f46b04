//! Parses `endpoints: [OpenRequest]` and recovers from common mistakes.

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{PathArguments, TypePath, ext::IdentExt};

use super::{
    attributes::parse_attributes,
    cursor::Cursor,
    list::{Element, parse_list},
    mistake::{FirstMistake, quoted},
    resource_type::{collect_type, is_method, is_upper_case, last_of_path},
};
use crate::{
    ast::EndpointList,
    errors::Errors,
    suggest::{snake, upper_camel},
};

pub(crate) const ENDPOINTS: &str = "endpoints";

/// The rule that request types without brackets violate.
pub(crate) const BRACKETS: &str = "the request types of a resource must be in brackets";

/// An element of the list.
pub(crate) enum Request {
    Type(TypePath),
    /// Another notation, with the name of the request type if it can be determined.
    Other {
        tokens: TokenStream,
        name: Option<String>,
    },
}

/// Parses the list and its name, in any notation.
pub(crate) fn parse_endpoint_list(cursor: &mut Cursor, errors: &mut Errors) -> EndpointList {
    let mut mistake = FirstMistake::default();
    let name = parse_list_name(cursor, &mut mistake);
    if !cursor.is_colon(0) {
        let span = if cursor.ends_element(0) { name.span() } else { cursor.span() };
        mistake.at(span, "`endpoints` must be followed by `:` and a list in brackets");
    }
    take_separator(cursor, &mut mistake);
    let requests = if let Some(TokenTree::Group(group)) = cursor.peek(0) {
        let group = group.clone();
        if group.delimiter() != Delimiter::Bracket {
            mistake.at(group.span(), BRACKETS);
        }
        cursor.next();
        parse_requests(&group, errors)
    } else {
        let span = if cursor.ends_element(0) { name.span() } else { cursor.span() };
        mistake.at(span, BRACKETS);
        parse_bare_requests(cursor, errors)
    };
    finish_list(name, requests, mistake, cursor, errors)
}

/// Reports the mistake in the list's notation; if there is none, the elements that are not types.
pub(crate) fn finish_list(
    name: Ident,
    written: Vec<Request>,
    mistake: FirstMistake,
    cursor: &mut Cursor,
    errors: &mut Errors,
) -> EndpointList {
    let fix = spelling(&written);
    let requests = finish_requests(written, &mistake, errors);
    mistake.report_element(cursor, errors, || fix);
    EndpointList { name, requests }
}

/// Parses the name of the list, and records a wrong or missing name as in `methods: […]` or `[…]`.
fn parse_list_name(cursor: &mut Cursor, mistake: &mut FirstMistake) -> Ident {
    let span = cursor.span();
    let Some(name) = cursor.take_ident().or_else(|| mistake.take_quoted_ident(cursor)) else {
        mistake.at(span, "a list of request types must be named `endpoints`");
        return Ident::new(ENDPOINTS, span);
    };
    if name != ENDPOINTS {
        mistake.at(span, "a list of request types must be named `endpoints`");
    }
    name
}

/// Takes everything between the name and the list, such as `=`, `=>` or `: &vec!`.
fn take_separator(cursor: &mut Cursor, mistake: &mut FirstMistake) {
    if cursor.is_colon(0) {
        cursor.next();
    }
    loop {
        let is_separator = match cursor.peek(0) {
            Some(TokenTree::Punct(punct)) => !matches!(punct.as_char(), ',' | ';' | '#'),
            Some(TokenTree::Ident(_)) => cursor.is_punct(1, '!'),
            Some(TokenTree::Group(_) | TokenTree::Literal(_)) | None => false,
        };
        if !is_separator {
            return;
        }
        mistake.at(cursor.span(), BRACKETS);
        cursor.next();
    }
}

/// Parses `OpenRequest, CloseRequest` without brackets.
pub(crate) fn parse_bare_requests(cursor: &mut Cursor, errors: &mut Errors) -> Vec<Request> {
    let mut requests = Vec::new();
    while !cursor.ends_element(0) {
        requests.extend(parse_request(cursor, errors));
        let are_methods = matches!(requests.last(), Some(Request::Other { .. }));
        let continues = |next: &Ident| {
            let is_method = are_methods && !is_upper_case(next) && !cursor.is_colon(2);
            is_request_name(&next.to_string()) || is_method
        };
        if !(cursor.is_punct(0, ',') && last_of_path(cursor, 1).is_some_and(continues)) {
            break;
        }
        cursor.next();
    }
    requests
}

/// Parses the request types in a pair of brackets.
pub(crate) fn parse_requests(group: &Group, errors: &mut Errors) -> Vec<Request> {
    let element = Element { noun: "request type", parse: parse_request, begins: |_| true };
    parse_list(group, &element, errors)
}

fn parse_request(cursor: &mut Cursor, errors: &mut Errors) -> Option<Request> {
    if let Some(attribute) = parse_attributes(cursor, errors).first() {
        errors.over(
            &attribute.tokens,
            "docs and attributes are not allowed on a request type; \
             remove them, or move them to its `endpoint!`",
        );
    }
    let tokens = collect_type(cursor);
    if tokens.is_empty() {
        if !cursor.is_at_end() {
            errors.at(cursor.span(), "expected a request type; remove this");
        }
        return None;
    }
    let stream: TokenStream = tokens.iter().cloned().collect();
    Some(match syn::parse2::<TypePath>(stream.clone()) {
        Ok(path) if is_type(&path) => Request::Type(path),
        _ => Request::Other { name: request_name(&tokens), tokens: stream },
    })
}

/// Reports the elements in other notations, unless the list itself has a mistake: the fix for that
/// includes them.
pub(crate) fn finish_requests(
    written: Vec<Request>,
    mistake: &FirstMistake,
    errors: &mut Errors,
) -> Vec<TypePath> {
    let names: Vec<_> = written.iter().filter_map(type_spelling).collect();
    let mut requests = Vec::new();
    for request in written {
        match request {
            Request::Type(path) => requests.push(path),
            Request::Other { .. } if mistake.is_some() => {}
            Request::Other { tokens, name } => {
                let fix = match name {
                    Some(name) if names.contains(&name) => format!("remove `{}`", text(&tokens)),
                    Some(name) => format!("write `{name}`"),
                    None => "write the name of each, such as `OpenRequest`".to_owned(),
                };
                errors.over(
                    tokens,
                    format_args!("`endpoints` lists the request types of the endpoints; {fix}"),
                );
            }
        }
    }
    requests
}

/// Whether the path is a type, judging by its case, as opposed to a method such as `open` or
/// `Doors::open`.
fn is_type(path: &TypePath) -> bool {
    let mut segments: Vec<_> = path.path.segments.iter().collect();
    let Some(last) = segments.pop() else { return false };
    let has_resource = path.qself.is_none()
        && segments.iter().any(|segment| is_upper_case(&segment.ident) && segment.ident != "Self");
    let is_wrapper = match &last.arguments {
        PathArguments::None => false,
        PathArguments::AngleBracketed(arguments) => holds_request(arguments.to_token_stream()),
        PathArguments::Parenthesized(_) => true,
    };
    let is_response = request_of_response(&last.ident).is_some();
    is_upper_case(&last.ident) && !has_resource && !is_wrapper && !is_response
}

/// The request type for tokens in another notation: `OpenRequest` for `&OpenRequest`, `"OpenRequest"`,
/// `OpenResponse`, `open`, `Doors::open` and `doors.open()`.
fn request_name(tokens: &[TokenTree]) -> Option<String> {
    if let [string @ TokenTree::Literal(_)] = tokens {
        let content: TokenStream = quoted(string)?;
        let content: Vec<_> = content.into_iter().collect();
        return request_name(&content);
    }
    let idents = tokens.iter().filter_map(|token| match token {
        TokenTree::Ident(ident) if ident != "_" && !is_method(token) => Some(ident.unraw()),
        _ => None,
    });
    let mut idents: Vec<_> = idents.collect();
    if let Some(request) = idents.iter().find(|ident| is_request_name(&ident.to_string())) {
        return Some(request.to_string());
    }
    let last = idents.pop()?;
    let request = match request_of_response(&last) {
        Some(request) => request,
        None if is_upper_case(&last) => return None,
        None => format!("{}Request", upper_camel(&last.to_string())),
    };
    idents.retain(|ident| !is_upper_case(ident) && ident != "self");
    let mut path: Vec<_> = idents.iter().map(Ident::to_string).collect();
    path.push(request);
    Some(path.join("::"))
}

/// `OpenRequest` for `open` and `Open`.
pub(crate) fn request_of_method(name: &Ident) -> String {
    format!("{}Request", upper_camel(&snake(&name.unraw().to_string())))
}

/// The request type of the response `OpenResponse`.
fn request_of_response(name: &Ident) -> Option<String> {
    let name = name.unraw().to_string();
    let method = name.strip_suffix("Response").filter(|method| !method.is_empty())?;
    Some(format!("{method}Request"))
}

/// Whether a name is that of a request type: `OpenRequest`.
pub(crate) fn is_request_name(name: &str) -> bool {
    name.len() > "Request".len() && name.ends_with("Request")
}

/// Whether the tokens contain the name of a request type.
pub(crate) fn holds_request(tokens: TokenStream) -> bool {
    tokens.into_iter().any(
        |token| matches!(&token, TokenTree::Ident(ident) if is_request_name(&ident.to_string())),
    )
}

/// `endpoints: [OpenRequest]`
pub(crate) fn spelling(requests: &[Request]) -> String {
    let mut names = Vec::new();
    for request in requests {
        let name = match request {
            Request::Type(_) => type_spelling(request),
            Request::Other { name, .. } => name.clone(),
        };
        names.extend(name.filter(|name| !names.contains(name)));
    }
    format!("endpoints: [{}]", names.join(", "))
}

fn text(tokens: &impl ToTokens) -> String {
    tokens.to_token_stream().to_string().replace(' ', "")
}

fn type_spelling(request: &Request) -> Option<String> {
    match request {
        Request::Type(path) => Some(text(path)),
        Request::Other { .. } => None,
    }
}
