//! Parses the part of a field before its type: `name?:`, or its equivalent in another notation.

use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use quote::{ToTokens, quote};

use super::{
    draft::{named_field, parse_marks, take_mark},
    name::{begins_field, is_number, quoted_name, take_foreign_name},
    prefix::{Prefix, take_prefix},
    suffix::{misplaced_wire_name_length, take_misplaced_wire_name, take_parenthesized_wire_name},
    ty::{collect_type, field_type},
    type_first::{arguments_length, parse_type_first, type_first_length, unnamed_type_length},
};
use crate::{
    ast::{Field, FieldNotationKind, FieldType},
    errors::Errors,
    parse::cursor::Cursor,
};

/// Parses everything before the type. If no field begins here, reports that and returns `None`.
pub(super) fn parse_head(cursor: &mut Cursor, errors: &mut Errors) -> Option<Field> {
    if let Some(field) = parse_plain_head(cursor) {
        return Some(field);
    }
    let prefix = take_prefix(cursor);
    let tokens = cursor.peek(0).map(ToTokens::to_token_stream);
    let mark = take_mark(cursor);
    let mut field = match parse_plain_head(cursor) {
        Some(field) => field,
        None => parse_foreign_head(cursor, errors)?,
    };
    if let Some(mark) = mark {
        field.mark.get_or_insert(mark);
        field.note(FieldNotationKind::MisplacedMark, tokens);
    }
    if let Some(prefix) = prefix {
        apply_prefix(prefix, cursor, &mut field);
    }
    Some(field)
}

/// Parses `name:` or `name?:`.
fn parse_plain_head(cursor: &mut Cursor) -> Option<Field> {
    let mut colon = 1;
    while cursor.is_punct(colon, '?') || cursor.is_punct(colon, '!') {
        colon += 1;
    }
    if !cursor.is_ident(0) || !cursor.is_colon(colon) {
        return None;
    }
    let mut field = named_field(cursor.take_ident()?);
    parse_marks(cursor, &mut field);
    parse_colon(cursor, &mut field);
    Some(field)
}

/// Takes the `:` and any superfluous ones after it.
fn parse_colon(cursor: &mut Cursor, field: &mut Field) {
    if cursor.is_joint(0, ':') && cursor.is_punct(1, '=') {
        let walrus = cursor.take(2);
        return field.note(FieldNotationKind::Separator, walrus);
    }
    cursor.take(1);
    let extra = cursor.take_until(|cursor| !cursor.is_punct(0, ':') || cursor.is_path_separator(0));
    if !extra.is_empty() {
        field.note(FieldNotationKind::ExtraColon, extra);
    }
    if cursor.is_colon(1)
        && let Some(wire_name) = cursor.take_string()
    {
        cursor.take(1);
        field.note(FieldNotationKind::MisplacedWireName, &wire_name);
        field.wire_name = Some(wire_name);
    }
}

/// Parses `"wire-name": name?:`, with any separator after the string.
fn parse_wire_name_first(cursor: &mut Cursor) -> Option<Field> {
    cursor.string(0)?;
    let mut name = 1;
    while is_separator_at(cursor, name) {
        name += 1;
    }
    let mut colon = name + 1;
    while cursor.is_punct(colon, '?') || cursor.is_punct(colon, '!') {
        colon += 1;
    }
    if !cursor.is_ident(name) || !cursor.is_colon(colon) {
        return None;
    }
    let wire_name = cursor.take_string()?;
    cursor.skip(name - 1);
    let mut field = named_field(cursor.take_ident()?);
    field.note(FieldNotationKind::MisplacedWireName, &wire_name);
    field.wire_name = Some(wire_name);
    parse_marks(cursor, &mut field);
    parse_colon(cursor, &mut field);
    Some(field)
}

fn parse_foreign_head(cursor: &mut Cursor, errors: &mut Errors) -> Option<Field> {
    if let Some(field) = parse_wire_name_first(cursor) {
        return Some(field);
    }
    if let Some(foreign) = take_foreign_name(cursor) {
        let mut field = named_field(foreign.name);
        field.wire_name = foreign.wire_name;
        field.note(foreign.kind, foreign.tokens);
        parse_marks(cursor, &mut field);
        parse_colon(cursor, &mut field);
        return Some(field);
    }
    if let Some(length) = type_first_length(cursor, 0) {
        return parse_type_first(cursor, length);
    }
    if let Some(length) = unnamed_type_length(cursor) {
        let ty = cursor.take(length);
        let text = ty.to_string().replace(' ', "");
        errors.over(ty, format_args!("a field must have a name; write `name: {text}`"));
        return None;
    }
    if let Some(quoted) = cursor.take_string() {
        let foreign = quoted_name(&quoted);
        let mut field = named_field(foreign.name);
        field.wire_name = foreign.wire_name;
        field.note(foreign.kind, foreign.tokens);
        parse_separator(cursor, &mut field);
        return Some(field);
    }
    if cursor.is_ident(0)
        && cursor.is_punct(1, '@')
        && is_number(cursor.peek(2))
        && cursor.is_colon(3)
        && let Some(name) = cursor.take_ident()
    {
        let mut field = named_field(name);
        field.note(FieldNotationKind::Number, cursor.take(2));
        parse_colon(cursor, &mut field);
        return Some(field);
    }
    let Some(name) = cursor.take_ident() else {
        errors.at(cursor.span(), "a field starts with its name; write `name: Type`");
        return None;
    };
    let mut field = named_field(name);
    parse_marks(cursor, &mut field);
    if !parse_early_wire_name(cursor, &mut field) {
        parse_separator(cursor, &mut field);
    }
    Some(field)
}

/// Records the words before the name, and applies their meaning to the field.
fn apply_prefix(prefix: Prefix, cursor: &mut Cursor, field: &mut Field) {
    if prefix.is_list {
        if field.ty.is_none() {
            let tokens = collect_type(cursor);
            field.ty = (!tokens.is_empty()).then(|| field_type(tokens));
        }
        if let Some(FieldType::Rust(element)) = &field.ty {
            field.ty = Some(field_type(quote!(Vec<#element>)));
        }
    }
    if field.mark.is_none() {
        field.mark = prefix.mark;
    }
    if field.wire_name.is_none() {
        field.wire_name = prefix.wire_name;
    }
    let is_type_first =
        matches!(&field.notation, Some(notation) if notation.kind == FieldNotationKind::TypeFirst);
    if let (true, Some(notation)) = (is_type_first, &mut field.notation) {
        notation.tokens = prefix.tokens.into_iter().chain(notation.tokens.clone()).collect();
        return;
    }
    field.notation = None;
    field.note(prefix.kind, prefix.tokens);
}

/// Parses `= "wire-name":`, `as "wire-name":` or `("wire-name"):` after the name.
fn parse_early_wire_name(cursor: &mut Cursor, field: &mut Field) -> bool {
    let equals = usize::from(cursor.is_punct(0, '=') && !cursor.is_punct(1, '>'));
    let is_early = |length| {
        let mark = cursor.is_punct(length + 1, '?') || cursor.is_punct(length + 1, '!');
        cursor.is_colon(length + 1 + usize::from(mark))
    };
    let length = misplaced_wire_name_length(cursor, equals).map(|length| length + equals);
    let taken = if length.is_some_and(is_early) {
        let equals = cursor.take(equals);
        take_misplaced_wire_name(cursor).map(|(rest, wire_name)| {
            (equals.into_iter().chain(rest).collect::<TokenStream>(), wire_name)
        })
    } else if cursor.is_colon(1) {
        take_parenthesized_wire_name(cursor)
    } else {
        None
    };
    let Some((tokens, wire_name)) = taken else { return false };
    field.wire_name = Some(wire_name);
    field.note(FieldNotationKind::MisplacedWireName, tokens);
    if let Some(mark) = take_mark(cursor) {
        field.mark.get_or_insert(mark);
    }
    parse_colon(cursor, field);
    true
}

/// Parses a separator other than `:`: `=>`, `=`, `->`, `::`, `(…)` or nothing.
fn parse_separator(cursor: &mut Cursor, field: &mut Field) {
    let name: Ident = field.name.clone();
    if ends_field(cursor) {
        return field.note(FieldNotationKind::BareName, name);
    }
    if cursor.is_punct(0, '=') && !cursor.is_punct(1, '>') && begins_value(cursor) {
        return field.note(FieldNotationKind::MissingType, name);
    }
    let is_path = cursor.is_path_separator(0);
    let group = cursor.take_group(Delimiter::Parenthesis);
    let mut tokens = group.to_token_stream();
    if let Some(group) = group
        && ends_field(cursor)
        && !group.stream().is_empty()
    {
        field.ty = Some(field_type(group.stream()));
        return field.note(FieldNotationKind::Separator, tokens);
    }
    let arguments = arguments_length(cursor, 0);
    if arguments > 2 {
        let arguments: Vec<_> = cursor.take(arguments).into_iter().collect();
        field.ty = Some(field_type(arguments[1..arguments.len() - 1].iter().cloned().collect()));
        return field.note(FieldNotationKind::Separator, TokenStream::from_iter(arguments));
    }
    tokens.extend(cursor.take_until(|cursor| !is_separator(cursor)));
    if ends_field(cursor) {
        field.note(FieldNotationKind::MissingType, name);
    } else if is_path {
        field.note(FieldNotationKind::ExtraColon, tokens);
    } else if !tokens.is_empty() {
        field.note(FieldNotationKind::Separator, tokens);
    } else if !cursor.is_group(0, Delimiter::Brace) {
        // No separator. For braces, the message about the unnamed object also covers the missing `:`.
        let next = cursor.peek(0).map(ToTokens::to_token_stream);
        field.note(FieldNotationKind::Separator, next);
    }
}

fn ends_field(cursor: &Cursor) -> bool {
    let is_end = cursor.is_at_end() || cursor.is_punct(0, ',') || cursor.is_punct(0, ';');
    is_end || begins_field(cursor)
}

/// Whether a wire name or a value follows instead of a type.
fn begins_value(cursor: &Cursor) -> bool {
    matches!(cursor.peek(1), None | Some(TokenTree::Literal(_)))
        || cursor.is_punct(1, ',')
        || cursor.is_word(1, &["None", "null", "true", "false", "default"])
}

fn is_separator(cursor: &Cursor) -> bool {
    // In `key *string`, the `*` is part of the type.
    !(cursor.is_punct(0, '*') && cursor.is_ident(1)) && is_separator_at(cursor, 0)
}

fn is_separator_at(cursor: &Cursor, ahead: usize) -> bool {
    ['=', '-', '>', ':', '~', '@', '|', '.', '/', '%', '^', '+', '*', '$']
        .iter()
        .any(|separator| cursor.is_punct(ahead, *separator))
}
