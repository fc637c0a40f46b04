//! Tokens to ast. Tokens that cannot be parsed are reported and skipped, so that the rest is still
//! checked.

mod attributes;
mod cursor;
mod fields;
mod list;
mod name_line;
mod variants;

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};

use self::{
    attributes::parse_attributes,
    cursor::Cursor,
    fields::parse_fields,
    name_line::{begins_endpoint, begins_section, parse_name_line},
    variants::parse_variants,
};
use crate::{
    ast::{self, Attribute, Endpoint, Object, OpenEnum},
    errors::Errors,
    keyword::Section,
    suggest::nearest,
};

/// Parses `$crate; #[…] Resource::name: METHOD "/path"; sections`.
///
/// Returns `None` if the name cannot be parsed, which is reported.
pub(crate) fn parse_endpoint(tokens: TokenStream, errors: &mut Errors) -> Option<Endpoint> {
    let (krate, mut cursor) = parse_crate(tokens);
    let attributes = parse_attributes(&mut cursor, errors);
    if cursor.is_at_end() {
        errors.at(
            cursor.span(),
            "`endpoint!` expects an endpoint; \
             write `Resource::method: METHOD \"/path\";` and its sections",
        );
        return None;
    }
    let line = parse_name_line(&mut cursor, errors)?;
    let sections = parse_sections(&mut cursor, errors);
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

/// The words that messages use for a macro that declares one type.
#[derive(Clone, Copy)]
struct Declaration {
    macro_name: &'static str,
    noun: &'static str,
    example: &'static str,
    part: &'static str,
}

const OBJECT: Declaration = Declaration {
    macro_name: "object!",
    noun: "an object",
    example: "Name { field: Type }",
    part: "field",
};

const OPEN_ENUM: Declaration = Declaration {
    macro_name: "open_enum!",
    noun: "an open enum",
    example: "Name { Variant = \"value\" }",
    part: "variant",
};

/// Splits off the `$crate;` that the `macro_rules!` wrapper puts before the user's tokens.
fn parse_crate(tokens: TokenStream) -> (TokenStream, Cursor) {
    let mut tokens = tokens.into_iter();
    let krate = tokens
        .by_ref()
        .take_while(|token| !matches!(token, TokenTree::Punct(punct) if punct.as_char() == ';'))
        .collect();
    (krate, Cursor::new(tokens.collect()))
}

fn parse_sections(cursor: &mut Cursor, errors: &mut Errors) -> Vec<ast::Section> {
    let mut sections = Vec::new();
    while !cursor.is_at_end() {
        for attribute in parse_attributes(cursor, errors) {
            errors.over(
                attribute.tokens,
                "docs and attributes are not allowed on a section; \
                 move them to the endpoint or a field",
            );
        }
        if begins_section(cursor) {
            sections.extend(parse_section(cursor, errors));
        } else if begins_endpoint(cursor) {
            errors.at(
                cursor.span(),
                "`endpoint!` declares exactly one endpoint; move this one to a separate `endpoint!`",
            );
            break;
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

fn parse_type_name(
    cursor: &mut Cursor,
    declaration: Declaration,
    errors: &mut Errors,
) -> Option<(Vec<Attribute>, Ident)> {
    let attributes = parse_attributes(cursor, errors);
    let Declaration { macro_name, noun, example, .. } = declaration;
    if cursor.is_at_end() {
        errors.at(cursor.span(), format_args!("`{macro_name}` expects {noun}; write `{example}`"));
        return None;
    }
    while let Some(word) = cursor.take_word(&["pub", "struct", "enum", "type"]) {
        errors.at(word.span(), format_args!("{noun} starts with its name; remove `{word}`"));
    }
    let name = cursor.take_ident();
    if name.is_none() {
        errors.at(cursor.span(), format_args!("{noun} starts with its name; write `{example}`"));
    }
    Some((attributes, name?))
}

fn parse_braces(
    cursor: &mut Cursor,
    name: &Ident,
    declaration: Declaration,
    errors: &mut Errors,
) -> Option<Group> {
    let Declaration { macro_name, noun, example, part } = declaration;
    if cursor.is_punct(0, '<') {
        errors
            .at(cursor.span(), format_args!("{noun} cannot have generic parameters; remove them"));
        cursor.skip_until(|cursor| cursor.is_group(0, Delimiter::Brace));
    }
    if !cursor.is_group(0, Delimiter::Brace) {
        let span = if cursor.is_at_end() { name.span() } else { cursor.span() };
        errors.at(span, format_args!("the {part}s of {noun} must be in braces; write `{example}`"));
        cursor.skip_until(|cursor| cursor.is_group(0, Delimiter::Brace));
    }
    let braces = cursor.take_group(Delimiter::Brace)?;
    if braces.stream().is_empty() {
        errors.at(
            name.span(),
            format_args!("{noun} must have at least one {part}; write `{example}`"),
        );
    }
    if !cursor.is_at_end() {
        errors.at(
            cursor.span(),
            format_args!(
                "`{macro_name}` declares exactly one type; \
                 remove this or move it to a separate `{macro_name}`"
            ),
        );
    }
    Some(braces)
}
