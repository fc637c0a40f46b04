//! Tokens to ast. What cannot be read is reported and skipped, so that the rest is still checked.

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

/// Reads `$crate; #[…] Resource::name: METHOD "/path"; sections`.
///
/// `None` when not even the name can be read; that, as all else, is reported.
pub(crate) fn parse_endpoint(tokens: TokenStream, errors: &mut Errors) -> Option<Endpoint> {
    let (krate, mut cursor) = parse_crate(tokens);
    let attributes = parse_attributes(&mut cursor, errors);
    if cursor.is_at_end() {
        let example = "write `Resource::method: METHOD \"/path\";` and its sections";
        errors.at(cursor.span(), format_args!("`endpoint!` declares an endpoint; {example}"));
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

/// Reads `$crate; #[…] Name { fields }`.
pub(crate) fn parse_object(tokens: TokenStream, errors: &mut Errors) -> Option<Object> {
    let (krate, mut cursor) = parse_crate(tokens);
    let (attributes, name) = parse_type_name(&mut cursor, OBJECT, errors)?;
    let braces = parse_braces(&mut cursor, &name, OBJECT, errors);
    let fields = braces.map_or_else(Vec::new, |braces| parse_fields(&braces, errors));
    Some(Object { krate, attributes, name, fields })
}

/// Reads `$crate; #[…] Name { variants }`.
pub(crate) fn parse_open_enum(tokens: TokenStream, errors: &mut Errors) -> Option<OpenEnum> {
    let (krate, mut cursor) = parse_crate(tokens);
    let (attributes, name) = parse_type_name(&mut cursor, OPEN_ENUM, errors)?;
    let braces = parse_braces(&mut cursor, &name, OPEN_ENUM, errors);
    let variants = braces.map_or_else(Vec::new, |braces| parse_variants(&braces, errors));
    Some(OpenEnum { krate, attributes, name, variants })
}

/// What a macro that declares one type calls its parts.
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

/// Splits off what the shell macro put before the user's tokens: `$crate;`.
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
                "a section has neither docs nor attributes; \
                 write them on the endpoint or on a field",
            );
        }
        if begins_section(cursor) {
            sections.extend(parse_section(cursor, errors));
        } else if begins_endpoint(cursor) {
            errors.at(
                cursor.span(),
                "an `endpoint!` declares one endpoint; put the next into an `endpoint!` of its own",
            );
            break;
        } else if !cursor.is_at_end() {
            report_no_section(cursor, errors);
            cursor.skip_until(|cursor| begins_section(cursor) || cursor.is_punct(0, '#'));
        }
    }
    sections
}

fn parse_section(cursor: &mut Cursor, errors: &mut Errors) -> Option<ast::Section> {
    let name = cursor.take_ident()?;
    let braces = cursor.take_group(Delimiter::Brace)?;
    if braces.stream().is_empty() && name != Section::Body.as_str() {
        errors.at(name.span(), format_args!("a section has fields; remove the empty `{name}`"));
    }
    Some(ast::Section { fields: parse_fields(&braces, errors), name })
}

/// Reports what is no section.
fn report_no_section(cursor: &mut Cursor, errors: &mut Errors) {
    let span = cursor.span();
    match cursor.next() {
        Some(TokenTree::Ident(name))
            if nearest(&name.to_string(), Section::SPELLINGS).is_some() =>
        {
            errors.at(
                span,
                format_args!("a section has its fields in braces; write `{name} {{ … }}`"),
            );
        }
        _ => errors.at(span, "nothing may stand between or after the sections; remove this"),
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
        errors.at(cursor.span(), format_args!("`{macro_name}` declares {noun}; write `{example}`"));
        return None;
    }
    while let Some(word) = cursor.take_word(&["pub", "struct", "enum", "type"]) {
        errors.at(word.span(), format_args!("{noun} begins with its name; remove `{word}`"));
    }
    let name = cursor.take_ident();
    if name.is_none() {
        errors.at(cursor.span(), format_args!("{noun} begins with its name; write `{example}`"));
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
        errors.at(cursor.span(), format_args!("{noun} has no generic parameters; remove them"));
        cursor.skip_until(|cursor| cursor.is_group(0, Delimiter::Brace));
    }
    if !cursor.is_group(0, Delimiter::Brace) {
        let span = if cursor.is_at_end() { name.span() } else { cursor.span() };
        errors.at(span, format_args!("{noun} has its {part}s in braces; write `{example}`"));
        cursor.skip_until(|cursor| cursor.is_group(0, Delimiter::Brace));
    }
    let braces = cursor.take_group(Delimiter::Brace)?;
    if braces.stream().is_empty() {
        errors.at(name.span(), format_args!("{noun} has a {part} at least; write `{example}`"));
    }
    if !cursor.is_at_end() {
        errors.at(
            cursor.span(),
            format_args!(
                "an `{macro_name}` declares one type; \
                 remove what follows or give it a macro of its own"
            ),
        );
    }
    Some(braces)
}
