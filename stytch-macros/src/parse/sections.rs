//! Parses the sections of an endpoint and recovers from common mistakes.

use proc_macro2::{Delimiter, TokenTree};

use super::{
    attributes::parse_attributes,
    cursor::Cursor,
    fields::parse_fields,
    name_line::{begins_endpoint, begins_section},
};
use crate::{ast, errors::Errors, keyword::Section, suggest::nearest};

/// Parses all sections, up to the end of the declaration or a second endpoint.
pub(crate) fn parse_sections(cursor: &mut Cursor, errors: &mut Errors) -> Vec<ast::Section> {
    let mut sections = Vec::new();
    while !cursor.is_at_end() && !begins_endpoint(cursor) {
        for attribute in parse_attributes(cursor, errors) {
            errors.over(
                attribute.tokens,
                "docs and attributes are not allowed on a section; \
                 move them to the endpoint or a field",
            );
        }
        if begins_section(cursor) {
            sections.extend(parse_section(cursor, errors));
        } else if !cursor.is_at_end() {
            report_unexpected_token(cursor, errors);
            cursor.skip_until(|cursor| begins_section(cursor) || cursor.is_punct(0, '#'));
        }
    }
    sections
}

fn parse_section(cursor: &mut Cursor, errors: &mut Errors) -> Option<ast::Section> {
    let name = cursor.take_ident()?;
    let braces = cursor.take_group(Delimiter::Brace)?;
    if braces.stream().is_empty() && name != Section::Body.as_str() {
        errors.at(name.span(), format_args!("section `{name}` must not be empty; remove it"));
    }
    Some(ast::Section { fields: parse_fields(&braces, errors), name })
}

/// Reports a token that does not start a section.
fn report_unexpected_token(cursor: &mut Cursor, errors: &mut Errors) {
    let span = cursor.span();
    match cursor.next() {
        Some(TokenTree::Ident(name))
            if nearest(&name.to_string(), Section::SPELLINGS).is_some() =>
        {
            errors.at(
                span,
                format_args!("the fields of a section must be in braces; write `{name} {{ … }}`"),
            );
        }
        _ => errors.at(span, "unexpected token between or after the sections; remove it"),
    }
}
