//! Parses `Name = "value"` and recovers from common mistakes.

use proc_macro2::{Delimiter, Group, Ident};
use syn::LitStr;

use super::{
    attributes::parse_attributes,
    cursor::Cursor,
    list::{Element, parse_list},
};
use crate::{ast::Variant, errors::Errors, suggest::snake};

/// Parses the variants in a pair of braces.
pub(crate) fn parse_variants(braces: &Group, errors: &mut Errors) -> Vec<Variant> {
    let element = Element { noun: "variant", parse: parse_variant, begins: begins_variant };
    parse_list(braces, &element, errors)
}

fn parse_variant(cursor: &mut Cursor, errors: &mut Errors) -> Option<Variant> {
    let attributes = parse_attributes(cursor, errors);
    if let (true, Some(last)) = (cursor.is_at_end(), attributes.last()) {
        errors.over(
            &last.tokens,
            "docs and attributes must precede a variant; add the variant or remove them",
        );
        return None;
    }
    let Some(name) = cursor.take_ident() else {
        errors.at(cursor.span(), "a variant starts with its name; write `Name = \"value\"`");
        return None;
    };
    let value = parse_value(cursor, &name, errors);
    Some(Variant { attributes, name, value })
}

fn begins_variant(cursor: &Cursor) -> bool {
    let attribute = cursor.is_punct(0, '#') && cursor.is_group(1, Delimiter::Bracket);
    attribute || (cursor.is_ident(0) && cursor.is_punct(1, '='))
}

fn parse_value(cursor: &mut Cursor, name: &Ident, errors: &mut Errors) -> Option<LitStr> {
    let example = format!("write `{name} = \"{}\"`", snake(&name.to_string()));
    if cursor.take_punct('=').is_none() {
        if cursor.is_at_end() || cursor.is_punct(0, ',') || begins_variant(cursor) {
            errors.at(name.span(), format_args!("a variant must have a wire value; {example}"));
            return None;
        }
        errors.at(cursor.span(), format_args!("expected `=` after the variant's name; {example}"));
        if cursor.take_punct(':').is_none() {
            cursor.skip_until(|cursor| cursor.is_punct(0, ',') || begins_variant(cursor));
            return None;
        }
    }
    let value = cursor.take_string();
    if value.is_none() {
        let span = if cursor.is_at_end() { name.span() } else { cursor.span() };
        errors.at(span, format_args!("a wire value must be a string literal; {example}"));
        cursor.skip_until(|cursor| cursor.is_punct(0, ',') || begins_variant(cursor));
    }
    value
}
