//! Tokens to ast. Tokens that cannot be parsed are reported and skipped, so that the rest is still
//! checked.

mod attributes;
mod cursor;
mod fields;
mod list;
mod name_line;
mod sections;
mod type_line;
mod variants;

use proc_macro2::{TokenStream, TokenTree};

use self::{
    attributes::parse_attributes,
    cursor::Cursor,
    fields::parse_fields,
    name_line::parse_name_line,
    sections::parse_sections,
    type_line::{OBJECT, OPEN_ENUM, parse_braces, parse_type_name},
    variants::parse_variants,
};
use crate::{
    ast::{Endpoint, Object, OpenEnum},
    errors::Errors,
};

/// Parses `$crate; #[…] Resource::name: METHOD "/path"; sections`.
///
/// Returns `None` if there is no endpoint, which is reported.
pub(crate) fn parse_endpoint(tokens: TokenStream, errors: &mut Errors) -> Option<Endpoint> {
    let (krate, mut cursor) = parse_crate(tokens);
    let mut attributes = parse_attributes(&mut cursor, errors);
    if cursor.is_at_end() {
        errors.at(
            cursor.span(),
            "`endpoint!` expects an endpoint; \
             write `Resource::method: METHOD \"/path\";` and its sections",
        );
        return None;
    }
    let line = parse_name_line(&mut cursor, &mut attributes, errors);
    let written = parse_sections(&mut cursor, errors);
    let mut sections = line.sections;
    sections.retain(|section| written.iter().all(|other| other.name != section.name));
    sections.extend(written);
    Some(Endpoint {
        krate,
        attributes,
        resource: line.resource,
        name: line.name,
        method: line.method,
        path: line.path,
        sections,
    })
}

/// Parses `$crate; #[…] Name { fields }`.
pub(crate) fn parse_object(tokens: TokenStream, errors: &mut Errors) -> Option<Object> {
    let (krate, mut cursor) = parse_crate(tokens);
    let (attributes, name) = parse_type_name(&mut cursor, OBJECT, errors)?;
    let braces = parse_braces(&mut cursor, &name, OBJECT, errors);
    let fields = braces.map_or_else(Vec::new, |braces| parse_fields(&braces, errors));
    Some(Object { krate, attributes, name, fields })
}

/// Parses `$crate; #[…] Name { variants }`.
pub(crate) fn parse_open_enum(tokens: TokenStream, errors: &mut Errors) -> Option<OpenEnum> {
    let (krate, mut cursor) = parse_crate(tokens);
    let (attributes, name) = parse_type_name(&mut cursor, OPEN_ENUM, errors)?;
    let braces = parse_braces(&mut cursor, &name, OPEN_ENUM, errors);
    let variants = braces.map_or_else(Vec::new, |braces| parse_variants(&braces, errors));
    Some(OpenEnum { krate, attributes, name, variants })
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
