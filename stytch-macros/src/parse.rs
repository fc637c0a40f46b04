//! Tokens to ast. Tokens that cannot be parsed are reported and skipped, so that the rest is still
//! checked.

mod annotation;
mod attributes;
mod child;
mod comment;
mod cursor;
mod declaration;
mod endpoint_attributes;
mod endpoint_list;
mod fields;
mod in_braces;
mod list;
mod mistake;
mod name_line;
mod parameters;
mod resource;
mod resource_parts;
mod resource_type;
mod responses;
mod section_attributes;
mod section_start;
mod sections;
mod setting;
mod type_line;
mod variants;

use proc_macro2::{Group, Ident, TokenStream, TokenTree};

use self::{
    cursor::Cursor,
    declaration::{OBJECT, OPEN_ENUM},
    endpoint_attributes::parse_attributes_and_annotations,
    fields::parse_fields,
    name_line::{NameLine, parse_name_line},
    section_start::begins_known_section,
    sections::parse_sections,
    type_line::{Body, TypeLine, parse_types},
    variants::parse_variants,
};
use crate::{
    ast::{self, Attribute, Endpoint, Object, OpenEnum, Resource},
    errors::Errors,
    keyword::Section,
    suggest::variant_name,
};

/// Parses `$crate; #[…] Resource::name: METHOD "/path"; sections`.
///
/// Only one endpoint is allowed. Further ones are reported, but still declared.
pub(crate) fn parse_endpoints(tokens: TokenStream, errors: &mut Errors) -> Vec<Endpoint> {
    let (krate, mut cursor) = parse_crate(tokens);
    let attributes = parse_attributes_and_annotations(&mut cursor, errors);
    if cursor.is_at_end() {
        errors.at(
            cursor.span(),
            "`endpoint!` expects an endpoint; \
             write `Resource::method: METHOD \"/path\";` and its sections",
        );
        return Vec::new();
    }
    let mut endpoints = vec![parse_endpoint(&krate, attributes, &mut cursor, errors)];
    while !cursor.is_at_end() {
        let attributes = parse_attributes_and_annotations(&mut cursor, errors);
        errors.at(
            cursor.span(),
            "`endpoint!` declares exactly one endpoint; move this one to a separate `endpoint!`",
        );
        let next = parse_endpoint(&krate, attributes, &mut cursor, errors);
        if endpoints.iter().all(|other| other.name != next.name) {
            endpoints.push(next);
        }
    }
    endpoints
}

fn parse_endpoint(
    krate: &TokenStream,
    mut attributes: Vec<Attribute>,
    cursor: &mut Cursor,
    errors: &mut Errors,
) -> Endpoint {
    let mut written = parse_sections_before_line(cursor, &mut attributes, errors);
    let line = if cursor.is_at_end() {
        NameLine::default()
    } else {
        parse_name_line(cursor, &mut attributes, errors)
    };
    written.extend(parse_sections(cursor, errors));
    let mut sections = line.sections;
    sections.retain(|section| written.iter().all(|other| other.name != section.name));
    let has_sections = !sections.is_empty();
    sections.extend(written);
    if has_sections {
        // The message about the line covers the order.
        sections.sort_by_key(|section| Section::from_spelling(&section.name.to_string()));
    }
    let NameLine { resource, modules, name, method, path, .. } = line;
    let krate = krate.clone();
    Endpoint { krate, attributes, resource, modules, name, method, path, sections }
}

/// Parses and reports sections that precede the endpoint's first line. The attributes of the line may
/// precede it or these sections.
fn parse_sections_before_line(
    cursor: &mut Cursor,
    attributes: &mut Vec<Attribute>,
    errors: &mut Errors,
) -> Vec<ast::Section> {
    let first = cursor.span();
    if !begins_known_section(cursor) {
        return Vec::new();
    }
    let sections = parse_sections(cursor, errors);
    attributes.extend(parse_attributes_and_annotations(cursor, errors));
    if cursor.is_at_end() {
        errors.at(
            first,
            "an endpoint starts with its name; \
             write `name: METHOD \"/v1/…\";` before the sections",
        );
    } else {
        errors.at(
            cursor.span(),
            "the line with the path must precede the sections; move it before them",
        );
    }
    sections
}

/// Parses `$crate; #[…] Name { fields }`.
pub(crate) fn parse_objects(tokens: TokenStream, errors: &mut Errors) -> Vec<Object> {
    let (krate, mut cursor) = parse_crate(tokens);
    let types = parse_types(&mut cursor, OBJECT, errors).into_iter();
    let mut object = |TypeLine { attributes, name, body, is_foreign }| {
        let fields = parse_body(&body, is_foreign, parse_fields, errors);
        Object { krate: krate.clone(), attributes, name, fields }
    };
    types.map(&mut object).collect()
}

/// Parses `$crate; #[…] Name { variants }`.
pub(crate) fn parse_open_enums(tokens: TokenStream, errors: &mut Errors) -> Vec<OpenEnum> {
    let (krate, mut cursor) = parse_crate(tokens);
    let types = parse_types(&mut cursor, OPEN_ENUM, errors).into_iter();
    let mut open_enum = |TypeLine { attributes, name, body, is_foreign }| {
        let mut variants = parse_body(&body, is_foreign, parse_variants, errors);
        if let Body::OtherGroup(_) = body {
            for variant in &mut variants {
                variant.notation = None;
                let name = variant_name(&variant.name.to_string());
                variant.name = Ident::new(&name, variant.name.span());
            }
        }
        OpenEnum { krate: krate.clone(), attributes, name, variants }
    };
    types.map(&mut open_enum).collect()
}

/// Parses the fields or the variants in the body of a type. In a type of another language, only the
/// mistakes of the fields themselves are reported, not those between them.
fn parse_body<T>(
    body: &Body,
    is_foreign: bool,
    parse: fn(&Group, &mut Errors) -> Vec<T>,
    errors: &mut Errors,
) -> Vec<T> {
    match body {
        Body::Braces(group) if is_foreign => Errors::ignored_in(|ignored| parse(group, ignored)),
        Body::Braces(group) => parse(group, errors),
        Body::OtherGroup(group) => {
            let mut ignored = Errors::new();
            let parts = parse(group, &mut ignored);
            if ignored.discard() > 0 { Vec::new() } else { parts }
        }
        Body::Missing => Vec::new(),
    }
}

/// Parses `$crate; #[…] pub Name { parts }`.
pub(crate) fn parse_resources(tokens: TokenStream, errors: &mut Errors) -> Vec<Resource> {
    let (krate, mut cursor) = parse_crate(tokens);
    resource::parse_resources(&krate, &mut cursor, errors)
}

/// Splits off the `$crate;` that the `macro_rules!` wrapper puts before the user's tokens.
fn parse_crate(tokens: TokenStream) -> (TokenStream, Cursor) {
    let mut tokens = tokens.into_iter();
    let krate = tokens
        .by_ref()
        .take_while(|token| !matches!(token, TokenTree::Punct(punct) if punct.as_char() == ';'))
        .collect();
    (krate, Cursor::new(tokens.collect()))
}
