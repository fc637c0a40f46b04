//! Parses attributes and annotations that give the HTTP method and the path in other notations.

use proc_macro2::{Delimiter, Ident, TokenStream};
use quote::{ToTokens, quote};
use syn::Meta;

use super::{
    draft::Draft,
    mistake::LineMistake,
    read::{has_route, read_tokens},
};
use crate::{
    ast::Attribute,
    keyword::{self, Method},
    parse::{annotation::at_annotation_length, cursor::Cursor},
};

/// Attributes that contain an HTTP method and a path.
const ROUTES: &[&str] =
    &["route", "endpoint", "http", "request_mapping", "RequestMapping", "path", "api"];

/// Removes the attributes that give the route, such as `#[post("/path")]`.
pub(super) fn take_route_attributes(attributes: &mut Vec<Attribute>) -> Vec<Attribute> {
    if !attributes.iter().any(is_route) {
        return Vec::new();
    }
    let (routes, others) = std::mem::take(attributes).into_iter().partition(is_route);
    *attributes = others;
    routes
}

pub(crate) fn is_route(attribute: &Attribute) -> bool {
    let path = attribute.meta.path();
    path.segments.last().is_some_and(|segment| {
        let word = segment.ident.to_string();
        let is_named = ROUTES.contains(&word.as_str()) || method_in(&word).is_some();
        let is_other = word == "cfg_attr" || keyword::Attribute::from_spelling(&word).is_some();
        is_named || (!is_other && has_arguments(attribute))
    })
}

/// Whether an attribute is `#[name(POST, …)]` or `#[name("/path", …)]`.
fn has_arguments(attribute: &Attribute) -> bool {
    match &attribute.meta {
        Meta::List(list) => has_route(&list.tokens),
        Meta::Path(_) | Meta::NameValue(_) => false,
    }
}

/// The HTTP method in `post`, `HttpPost` and `PostMapping`.
fn method_in(word: &str) -> Option<Method> {
    let word = word.strip_prefix("Http").unwrap_or(word);
    let word = word.strip_suffix("Mapping").unwrap_or(word);
    Method::from_spelling(&word.to_uppercase())
}

/// Reads `post("/path")` into the draft.
pub(super) fn read_route(attribute: &Attribute, draft: &mut Draft) {
    draft.record(&attribute.tokens, LineMistake::RouteAttribute);
    if let Some(segment) = attribute.meta.path().segments.last() {
        read_method(&segment.ident, draft);
    }
    match &attribute.meta {
        Meta::Path(_) => {}
        Meta::List(list) => read_tokens(&list.tokens, draft),
        Meta::NameValue(pair) => read_tokens(&pair.value, draft),
    }
}

fn read_method(word: &Ident, draft: &mut Draft) {
    if let Some(method) = method_in(&word.to_string()) {
        draft.method.get_or_insert_with(|| Ident::new(method.as_str(), word.span()));
    }
}

/// Takes annotations such as `@POST("/path")` and `@app.post("/path")`.
pub(super) fn take_annotations(cursor: &mut Cursor) -> Vec<TokenStream> {
    std::iter::from_fn(|| at_annotation_length(cursor).map(|length| cursor.take(length))).collect()
}

/// Parses `@POST("/path")` and `@app.post("/path")`.
pub(super) fn parse_annotations(cursor: &mut Cursor, draft: &mut Draft) {
    while cursor.is_punct(0, '@') && cursor.is_ident(1) {
        let mut tokens = TokenStream::new();
        tokens.extend(cursor.next());
        let mut last = cursor.take_ident();
        while cursor.is_punct(0, '.') {
            tokens.extend(quote!(#last));
            tokens.extend(cursor.next());
            last = cursor.take_ident();
        }
        tokens.extend(last.to_token_stream());
        let group = cursor.take_group(Delimiter::Parenthesis);
        tokens.extend(group.to_token_stream());
        draft.record(tokens, LineMistake::RouteAttribute);
        if let Some(word) = &last {
            read_method(word, draft);
        }
        if let Some(group) = group {
            read_tokens(group.stream(), draft);
        }
    }
}
