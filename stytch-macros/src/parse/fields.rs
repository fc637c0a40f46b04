//! Parses `name?: Type = "wire-name"` and its equivalents in the notations of other languages.

mod draft;
mod head;
mod modifier;
mod name;
mod non_field;
mod prefix;
mod schema;
mod suffix;
mod ty;
mod type_first;

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{LitStr, spanned::Spanned};

use self::{
    draft::{add_mark, take_mark},
    head::parse_head,
    name::{begins_field, name_length},
    non_field::{skip_method, skip_non_field},
    schema::{example_type, parse_object_schema, schema},
    suffix::parse_suffix,
    ty::{collect_type, copy_type, field_type},
    type_first::unseparated_type_length,
};
use super::{
    annotation::{at_annotation_length, take_section_annotation},
    attributes::parse_attributes,
    comment::skip_comments,
    cursor::Cursor,
    list::{Element, parse_terminated_list, single_braces},
};
use crate::{
    ast::{Field, FieldNotationKind, FieldType, Mark},
    errors::Errors,
    notation::named,
    section_word::SINGLE_VALUES,
    suggest::{attribute_text, is_word},
};

/// Types whose default value can be an integer, possibly optional.
const NUMBERS: &[&str] = &[
    "i32",
    "i64",
    "u32",
    "u64",
    "f64",
    "i8",
    "i16",
    "u8",
    "u16",
    "f32",
    "usize",
    "isize",
    "int",
    "Option < i32 >",
    "Option < i64 >",
    "Option < u32 >",
    "Option < u64 >",
    "Option < f64 >",
];

/// Parses the fields in a pair of braces.
pub(crate) fn parse_fields(braces: &Group, errors: &mut Errors) -> Vec<Field> {
    let element = Element { noun: "field", parse: parse_field, begins: begins_field };
    let braces = single_braces(braces, element.noun, errors);
    if let Some(fields) = parse_object_schema(&braces, parse_fields) {
        return fields;
    }
    let mut fields = parse_terminated_list(&braces, &element, lacks_comma, errors);
    share_types(&mut fields);
    recognize_numbers(&mut fields);
    fields
}

fn parse_field(cursor: &mut Cursor, errors: &mut Errors) -> Option<Field> {
    let mut attributes = parse_attributes(cursor, errors);
    while skip_method(cursor, errors) {
        attributes = parse_attributes(cursor, errors);
    }
    if let (true, Some(last)) = (cursor.is_at_end(), attributes.last()) {
        errors.over(
            &last.tokens,
            "docs and attributes must precede a field; move them before their field or remove them",
        );
        return None;
    }
    if cursor.is_at_end() {
        return None;
    }
    skip_visibility(cursor, errors);
    if skip_non_field(cursor, errors) {
        return None;
    }
    attributes.extend(std::iter::from_fn(|| take_section_annotation(cursor)));
    let mut field = parse_head(cursor, errors)?;
    field.attributes = attributes;
    parse_field_type(cursor, &mut field);
    parse_suffix(cursor, &mut field);
    while let Some(length) = at_annotation_length(cursor) {
        field.note(FieldNotationKind::Annotation, cursor.take(length));
    }
    // The message about the comment covers the comma in it.
    if skip_comments(cursor, errors) && !cursor.ends_element(0) {
        cursor.put_back_punct(',');
    }
    skip_missing_comma(cursor, &mut field);
    Some(field)
}

/// In a field with another mistake, includes a missing comma, or a `;` instead of it, in the message.
fn skip_missing_comma(cursor: &mut Cursor, field: &mut Field) {
    if let Some(notation) = &mut field.notation {
        // The message about the field covers all tokens up to the next one.
        let begins_next = |cursor: &Cursor| {
            cursor.is_ident(0) || cursor.is_group(0, Delimiter::Bracket) || begins_field(cursor)
        };
        if !begins_next(cursor) {
            cursor.skip_until(|cursor| cursor.ends_element(0) || begins_field(cursor));
        }
        notation.lacks_comma |= cursor.take_punct(';').is_some() || begins_next(cursor);
    }
}

/// Whether the suggested line for the field must show the comma after it.
fn lacks_comma(field: &Field) -> bool {
    field.notation.as_ref().is_some_and(|notation| notation.lacks_comma)
}

fn skip_visibility(cursor: &mut Cursor, errors: &mut Errors) {
    let scope = usize::from(cursor.is_group(1, Delimiter::Parenthesis));
    // Another word before the name, as in `pub fn name()`, is reported with the `pub`.
    let is_followed = cursor.is_ident(1) && !cursor.is_ident(2);
    let is_visibility = scope > 0 || is_followed || name_length(cursor, 1).is_some();
    if is_visibility && cursor.is_word(0, &["pub"]) {
        let visibility = cursor.take(1 + scope);
        let written = attribute_text(&visibility);
        errors.over(visibility, format_args!("fields are always public; remove `{written}`"));
    }
}

/// Parses the type after the `:`, with a mark on either side.
fn parse_field_type(cursor: &mut Cursor, field: &mut Field) {
    let is_missing =
        matches!(&field.notation, Some(notation) if notation.kind == FieldNotationKind::BareName);
    if field.ty.is_none() && !is_missing {
        parse_mark_without_type(cursor, field);
        parse_misplaced_mark(cursor, field);
        skip_words(cursor, field);
        let tokens = take_unseparated_type(cursor, field).unwrap_or_else(|| collect_type(cursor));
        if tokens.is_empty() {
            let name = field.name.clone();
            field.note(FieldNotationKind::MissingType, name);
        } else {
            set_type(field, tokens);
        }
    }
    parse_misplaced_mark(cursor, field);
}

/// Parses `!` or `?` instead of the type.
fn parse_mark_without_type(cursor: &mut Cursor, field: &mut Field) {
    let is_end = [',', ';', '='].iter().any(|end| cursor.is_punct(1, *end));
    if is_end || cursor.peek(1).is_none() {
        let tokens = cursor.peek(0).map(ToTokens::to_token_stream);
        if let Some(mark) = take_mark(cursor) {
            field.mark.get_or_insert(mark);
            field.note(FieldNotationKind::MissingType, tokens);
        }
    }
}

/// Takes the `Type` of a field in `name Type other Type`, without a comma after it.
fn take_unseparated_type(cursor: &mut Cursor, field: &mut Field) -> Option<TokenStream> {
    let notation = field.notation.as_mut()?;
    if notation.kind != FieldNotationKind::Separator {
        return None;
    }
    let length = unseparated_type_length(cursor)?;
    notation.lacks_comma = true;
    Some(cursor.take(length))
}

/// Notes a modifier before the type: `mut Type`, `optional Type`.
fn skip_words(cursor: &mut Cursor, field: &mut Field) {
    while cursor.is_ident(1) && cursor.is_word(0, &["mut", "pub", "optional", "required"]) {
        let span = cursor.span();
        if cursor.is_word(0, &["optional"]) {
            field.mark.get_or_insert(Mark::Optional(span));
            field.note(FieldNotationKind::OptionalWord, cursor.take(1));
        } else if cursor.is_word(0, &["required"]) {
            field.mark.get_or_insert(Mark::Required(span));
            field.note(FieldNotationKind::RequiredWord, cursor.take(1));
        } else {
            field.note(FieldNotationKind::TypeModifier, cursor.take(1));
        }
    }
}

fn set_type(field: &mut Field, tokens: TokenStream) {
    let ty = field_type(tokens.clone());
    if let FieldType::Rust(_) = ty {
        field.ty = Some(ty);
    } else if let Some(schema) = schema(&tokens) {
        let optional = schema.is_optional.then(|| Mark::Optional(tokens.span()));
        let lists_fields = schema.ty.clone().into_iter().any(|token| is_braces(&token));
        field.mark = field.mark.or(optional);
        field.ty = Some(field_type(schema.ty));
        // The message about a type that lists fields covers the schema too.
        if !lists_fields {
            field.note(FieldNotationKind::Schema, tokens);
        }
    } else if is_json_value(field, &tokens) {
        field.ty = Some(field_type(quote!(String)));
        field.note(FieldNotationKind::Value, tokens);
    } else if let Some(ty) = example_type(&tokens) {
        field.ty = Some(field_type(ty));
        field.note(FieldNotationKind::Value, tokens);
    } else {
        field.ty = Some(ty);
    }
}

fn is_braces(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace)
}

/// Whether the field is `"name": "Alice"` in JSON, and not `"name": "String"`.
fn is_json_value(field: &Field, tokens: &TokenStream) -> bool {
    let is_type = |text: &str| SINGLE_VALUES.contains(&text) || named(text).is_some();
    let is_json =
        matches!(&field.notation, Some(notation) if notation.kind == FieldNotationKind::QuotedName);
    let string = syn::parse2::<LitStr>(tokens.clone()).map(|string| string.value());
    is_json && string.is_ok_and(|text| is_word(&text) && !is_type(&text))
}

/// Treats a mark at the type as if it followed the name.
fn parse_misplaced_mark(cursor: &mut Cursor, field: &mut Field) {
    let tokens = cursor.peek(0).map(ToTokens::to_token_stream);
    let Some(misplaced) = take_mark(cursor) else { return };
    if field.mark.is_none() {
        field.note(FieldNotationKind::MisplacedMark, tokens);
    }
    add_mark(misplaced, field);
}

/// Treats values such as those in `name: String = 1, count: i32 = 2` as the numbers of fields, if one
/// cannot be a default value or all are in order.
fn recognize_numbers(fields: &mut [Field]) {
    let mut numbered: Vec<_> = fields.iter_mut().filter_map(numbered_field).collect();
    let is_in_order = numbered.len() > 1
        && numbered.iter().enumerate().all(|(index, (number, _, _))| *number == index as u64 + 1);
    if is_in_order || numbered.iter().any(|(_, is_number, _)| !is_number) {
        for (_, _, kind) in &mut numbered {
            **kind = FieldNotationKind::Number;
        }
    }
}

/// The integer after the `=` of a field, and whether the type is a number.
fn numbered_field(field: &mut Field) -> Option<(u64, bool, &mut FieldNotationKind)> {
    let notation = field.notation.as_mut()?;
    if notation.kind != FieldNotationKind::DefaultValue {
        return None;
    }
    let number = notation.tokens.to_string().parse().ok()?;
    let is_number = match field.ty.as_ref()? {
        FieldType::Rust(ty) => NUMBERS.contains(&ty.to_token_stream().to_string().as_str()),
        FieldType::Foreign(_) => true,
    };
    Some((number, is_number, &mut notation.kind))
}

/// Gives all names in `name, other: Type` the type of the last one, unless that has a mark, which
/// indicates that the type applies only to it.
fn share_types(fields: &mut [Field]) {
    for index in (1..fields.len()).rev() {
        let (before, after) = fields.split_at_mut(index);
        if let ([.., field], [next, ..]) = (before, after)
            && matches!(&field.notation, Some(notation) if notation.kind == FieldNotationKind::BareName)
            && field.ty.is_none()
            && next.mark.is_none()
        {
            field.ty = next.ty.as_ref().and_then(copy_type);
        }
    }
}
