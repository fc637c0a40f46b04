//! Parses `name?: Type = "wire-name"` and recovers from common mistakes.

use proc_macro2::{Delimiter, Group, Ident, Spacing, Span, TokenStream, TokenTree};
use syn::LitStr;

use super::{
    attributes::parse_attributes,
    cursor::Cursor,
    list::{Element, parse_list},
};
use crate::{
    ast::{Field, FieldType, Mark},
    errors::Errors,
};

/// Parses the fields in a pair of braces.
pub(crate) fn parse_fields(braces: &Group, errors: &mut Errors) -> Vec<Field> {
    parse_list(braces, &Element { noun: "field", parse: parse_field, begins: begins_field }, errors)
}

fn parse_field(cursor: &mut Cursor, errors: &mut Errors) -> Option<Field> {
    let attributes = parse_attributes(cursor, errors);
    if let (true, Some(last)) = (cursor.is_at_end(), attributes.last()) {
        errors.over(
            &last.tokens,
            "docs and attributes must precede a field; add the field or remove them",
        );
        return None;
    }
    skip_visibility(cursor, errors);
    let Some(name) = cursor.take_ident() else {
        errors.at(cursor.span(), "a field starts with its name; write `name: Type`");
        return None;
    };
    let mut mark = parse_mark(cursor, errors);
    let colon = parse_colon(cursor, &name, errors);
    parse_misplaced_mark(cursor, &name, &mut mark, errors);
    let ty = colon.and_then(|()| parse_type(cursor, &name, errors));
    parse_misplaced_mark(cursor, &name, &mut mark, errors);
    let wire_name = parse_wire_name(cursor, errors);
    Some(Field { attributes, name, mark, ty, wire_name })
}

fn begins_field(cursor: &Cursor) -> bool {
    let attribute = cursor.is_punct(0, '#') && cursor.is_group(1, Delimiter::Bracket);
    let mark = cursor.is_punct(1, '?') || cursor.is_punct(1, '!');
    attribute || (cursor.is_ident(0) && cursor.is_colon(1 + usize::from(mark)))
}

fn skip_visibility(cursor: &mut Cursor, errors: &mut Errors) {
    let names_visibility = cursor.is_ident(1) || cursor.is_group(1, Delimiter::Parenthesis);
    if names_visibility && let Some(visibility) = cursor.take_word(&["pub"]) {
        errors.at(visibility.span(), "fields are always public; remove `pub`");
        cursor.take_group(Delimiter::Parenthesis);
    }
}

fn take_mark(cursor: &mut Cursor) -> Option<Mark> {
    let question = cursor.take_punct('?').map(Mark::Optional);
    question.or_else(|| cursor.take_punct('!').map(Mark::Required))
}

fn parse_mark(cursor: &mut Cursor, errors: &mut Errors) -> Option<Mark> {
    let mark = take_mark(cursor);
    while let Some(repeated) = take_mark(cursor) {
        errors.at(repeated.span(), "a field can have only one mark; remove this one");
    }
    mark
}

/// Reports a mark at the type and uses it as if it followed the name.
fn parse_misplaced_mark(
    cursor: &mut Cursor,
    name: &Ident,
    mark: &mut Option<Mark>,
    errors: &mut Errors,
) {
    let Some(misplaced) = take_mark(cursor) else { return };
    let (span, character) = (misplaced.span(), misplaced.as_str());
    if mark.is_none() {
        *mark = Some(misplaced);
        let message = format!("a mark must follow the field's name; write `{name}{character}: …`");
        errors.at(span, message);
    } else {
        errors
            .at(span, format_args!("field `{name}` already has a mark; remove this `{character}`"));
    }
}

/// Takes the `:` and reports a missing one; `None` if no type seems to follow.
fn parse_colon(cursor: &mut Cursor, name: &Ident, errors: &mut Errors) -> Option<()> {
    if cursor.is_colon(0) {
        cursor.next();
        return Some(());
    }
    if cursor.is_at_end() || cursor.is_punct(0, ',') || cursor.is_punct(0, '=') {
        errors.at(name.span(), format_args!("a field must have a type; write `{name}: Type`"));
        return None;
    }
    errors.at(
        cursor.span(),
        format_args!("expected `:` after the field's name; write `{name}: Type`"),
    );
    if cursor.is_ident(0) {
        return Some(());
    }
    cursor.skip_until(|cursor| cursor.is_punct(0, ',') || begins_field(cursor));
    None
}

/// Reports a missing type and returns `None`.
fn parse_type(cursor: &mut Cursor, name: &Ident, errors: &mut Errors) -> Option<FieldType> {
    let tokens = collect_type(cursor);
    if tokens.is_empty() {
        errors.at(name.span(), format_args!("a field must have a type; write `{name}: Type`"));
        return None;
    }
    Some(match syn::parse2(tokens.clone()) {
        Ok(ty) => FieldType::Rust(ty),
        Err(_) => FieldType::Foreign(tokens),
    })
}

/// Takes the tokens of a type: up to a comma, a mark, a wire name or the next field, outside of `<>`.
fn collect_type(cursor: &mut Cursor) -> TokenStream {
    let mut tokens = Vec::new();
    let mut depth = 0_usize;
    while let Some(token) = cursor.peek(0) {
        let character = match token {
            TokenTree::Punct(punct) => punct.as_char(),
            _ => ' ',
        };
        if depth == 0
            && (matches!(character, ',' | ';' | '?' | '!' | '=') || ends_type(&tokens, cursor))
        {
            break;
        }
        match character {
            '<' => depth += 1,
            '>' if !is_arrow(&tokens) => depth = depth.saturating_sub(1),
            _ => {}
        }
        tokens.extend(cursor.next());
    }
    tokens.into_iter().collect()
}

/// Whether a type is complete and the next field begins, so that a comma is missing.
fn ends_type(tokens: &[TokenTree], cursor: &Cursor) -> bool {
    let complete = match tokens.last() {
        None => false,
        Some(TokenTree::Punct(punct)) => punct.as_char() == '>',
        Some(_) => true,
    };
    complete && begins_field(cursor)
}

fn is_arrow(tokens: &[TokenTree]) -> bool {
    matches!(
        tokens.last(),
        Some(TokenTree::Punct(punct)) if punct.as_char() == '-' && punct.spacing() == Spacing::Joint
    )
}

fn parse_wire_name(cursor: &mut Cursor, errors: &mut Errors) -> Option<LitStr> {
    let equals: Span = cursor.take_punct('=')?;
    let wire_name = cursor.take_string();
    if wire_name.is_none() {
        let at = if cursor.is_at_end() || cursor.is_punct(0, ',') { equals } else { cursor.span() };
        errors.at(at, "a wire name must be a string literal; write `= \"name\"`");
        cursor.skip_until(|cursor| cursor.is_punct(0, ',') || begins_field(cursor));
    }
    wire_name
}
