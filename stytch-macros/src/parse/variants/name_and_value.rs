//! The name and the value of a variant, in any order and notation.

use proc_macro2::{Group, Ident, TokenStream, TokenTree};
use syn::LitStr;

use super::{
    end::{begins_bare_variant, begins_variant, ends_variant, is_typed},
    value::{Value, read_value, string_of},
};
use crate::{
    ast::{VariantNotation, VariantNotationKind},
    parse::cursor::Cursor,
    suggest::variant_name,
};

pub(super) type Parts = (Ident, Option<LitStr>, Option<VariantNotation>);

pub(super) fn notation(
    tokens: impl Into<TokenStream>,
    kind: VariantNotationKind,
) -> VariantNotation {
    VariantNotation { tokens: tokens.into(), kind }
}

pub(super) fn not_first(token: impl Into<TokenStream>) -> VariantNotation {
    notation(token, VariantNotationKind::NotFirst)
}

/// Parses the tokens after the name.
pub(super) fn parse_after_name(cursor: &mut Cursor, name: Ident) -> Parts {
    if let Some(TokenTree::Group(group)) = cursor.peek(0).cloned() {
        cursor.next();
        return parse_group(cursor, name, &group);
    }
    let ends = ends_variant(cursor) || begins_variant(cursor) || begins_bare_variant(cursor, &name);
    if ends && !is_typed(cursor, &name) {
        let missing = notation(TokenTree::from(name.clone()), VariantNotationKind::MissingValue);
        return (name, None, Some(missing));
    }
    let operator = take_operator(cursor);
    let is_equals = matches!(&operator, Operator::Equals);
    // In `Low = &str = "low"`.
    let reference = cursor.peek(0).filter(|_| cursor.is_punct(0, '&')).cloned();
    if !is_equals || reference.is_some() {
        skip_type(cursor);
    }
    let mistake = match operator {
        Operator::Equals => reference.map(TokenStream::from),
        Operator::Other(tokens) => Some(tokens),
        Operator::None => cursor.peek(0).cloned().map(TokenStream::from),
    };
    let separator = mistake.map(|tokens| notation(tokens, VariantNotationKind::Separator));
    let tokens = collect_value(cursor);
    let value = read_value(&tokens);
    let tokens = if tokens.is_empty() { vec![name.clone().into()] } else { tokens };
    let tokens: TokenStream = tokens.into_iter().collect();
    match value {
        Value::Written(value) => (name, Some(value), separator),
        Value::Number => (name, None, Some(notation(tokens, VariantNotationKind::Number))),
        Value::Other(value) => {
            let other = notation(tokens, VariantNotationKind::NotAString);
            (name, value, if is_equals { Some(other) } else { separator.or(Some(other)) })
        }
    }
}

/// Parses `Name("value")`, `Name(Type)` and `Name { field: Type }`, with a number after it.
fn parse_group(cursor: &mut Cursor, name: Ident, group: &Group) -> Parts {
    let inside: Vec<_> = group.stream().into_iter().collect();
    let tokens: TokenStream = TokenTree::from(group.clone()).into();
    if !ends_variant(cursor) && !begins_variant(cursor) {
        take_operator(cursor);
    }
    let after = collect_value(cursor);
    let (value, kind) = match (read_value(&inside), read_value(&after)) {
        (Value::Written(value), _) => (Some(value), VariantNotationKind::Separator),
        (_, Value::Written(value)) => (Some(value), VariantNotationKind::Fields),
        (Value::Number, _) => (None, VariantNotationKind::Number),
        // In `Low(0, "low")`.
        (Value::Other(value), _) if inside.len() > 1 => (value, VariantNotationKind::Fields),
        (Value::Other(_), _) => (None, VariantNotationKind::Fields),
    };
    (name, value, Some(notation(tokens, kind)))
}

/// Parses `"value"`, `"value" = Name` and `1 = "value"`.
pub(super) fn parse_value_first(cursor: &mut Cursor) -> Option<Parts> {
    let Some(TokenTree::Literal(literal)) = cursor.peek(0).cloned() else { return None };
    cursor.next();
    let token = TokenTree::Literal(literal);
    let first = string_of(&token);
    if !ends_variant(cursor) && !begins_variant(cursor) {
        take_operator(cursor);
    }
    let after = collect_value(cursor);
    let second = match (after.as_slice(), read_value(&after)) {
        ([TokenTree::Ident(name)], _) if first.is_some() => {
            return Some((name.clone(), first, Some(not_first(token))));
        }
        (_, Value::Written(second)) => Some(second),
        (_, Value::Number) => None,
        (_, Value::Other(second)) => second,
    };
    let (name, value) = match (first, second) {
        (Some(first), Some(second)) if is_name(&second) && !is_name(&first) => {
            (second.value(), first)
        }
        (Some(first), Some(second)) => (first.value(), second),
        (Some(only), None) | (None, Some(only)) => (only.value(), only),
        (None, None) => (token.to_string(), LitStr::new(&token.to_string(), token.span())),
    };
    let name = Ident::new(&variant_name(&name), token.span());
    let kind = if after.is_empty() {
        VariantNotationKind::ValueOnly
    } else {
        VariantNotationKind::NotFirst
    };
    Some((name, Some(value), Some(notation(token, kind))))
}

/// Whether the text looks like the name of a variant.
fn is_name(text: &LitStr) -> bool {
    let text = text.value();
    text.starts_with(char::is_uppercase) && variant_name(&text) == text
}

enum Operator {
    None,
    Equals,
    Other(TokenStream),
}

/// Takes `=`, `:`, `=>`, `->`, `:=` or `==`.
fn take_operator(cursor: &mut Cursor) -> Operator {
    let mut operator = TokenStream::new();
    while ['=', ':', '>'].iter().any(|character| cursor.is_punct(0, *character))
        || cursor.is_joint(0, '-')
    {
        operator.extend(cursor.next());
    }
    match operator.to_string().as_str() {
        "" => Operator::None,
        "=" => Operator::Equals,
        _ => Operator::Other(operator),
    }
}

/// Skips the type in `NAME: &str = "value"`.
fn skip_type(cursor: &mut Cursor) {
    let mut length = 0;
    while let Some(TokenTree::Punct(_) | TokenTree::Ident(_)) = cursor.peek(length) {
        if [',', ';', '|'].iter().any(|character| cursor.is_punct(length, *character)) {
            return;
        }
        if cursor.is_punct(length, '=') && length > 0 {
            for _ in 0..=length {
                cursor.next();
            }
            return;
        }
        length += 1;
    }
}

/// Takes the tokens up to the separator or the next variant.
fn collect_value(cursor: &mut Cursor) -> Vec<TokenTree> {
    let mut tokens = Vec::new();
    while !ends_variant(cursor) && (tokens.is_empty() || !begins_variant(cursor)) {
        tokens.extend(cursor.next());
        // A comma is missing.
        let is_string = |token: Option<&TokenTree>| token.and_then(string_of).is_some();
        let is_next = if is_string(tokens.last()) {
            cursor.is_ident(0)
        } else {
            is_string(cursor.peek(0)) && cursor.is_punct(1, '=')
        };
        if tokens.len() == 1 && is_next {
            break;
        }
    }
    tokens
}
