//! Parses `Name = "value"` and recognizes the notations of other languages.

mod value;

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};
use syn::{LitStr, ext::IdentExt};

use self::value::{Value, read_value, string_of};
use super::{
    annotation::{at_annotation_length, read_annotation},
    attributes::parse_attributes,
    comment::{begins_comment, skip_comments},
    cursor::Cursor,
    list::single_braces,
};
use crate::{
    ast::{Variant, VariantNotation, VariantNotationKind},
    errors::Errors,
    notation::named,
    suggest::variant_name,
};

/// The words before the name of a variant or a constant in other languages.
const LEADING_WORDS: &[&str] = &[
    "case", "const", "pub", "public", "static", "final", "let", "val", "var", "readonly", "export",
    "enum", "variant",
];

/// Parses the variants in a pair of braces.
pub(crate) fn parse_variants(braces: &Group, errors: &mut Errors) -> Vec<Variant> {
    let mut cursor = Cursor::inside(&single_braces(braces, "variant", errors));
    let mut variants = Vec::new();
    let mut has_commas = false;
    loop {
        skip_comments(&mut cursor, errors);
        if cursor.is_at_end() {
            return variants;
        }
        if let Some(variant) = parse_variant(&mut cursor, errors) {
            // In `case low = "low";`, the `;` is part of the notation.
            let is_reported = variant.notation.is_some() && !has_commas;
            has_commas |= cursor.is_punct(0, ',');
            parse_separator(&mut cursor, is_reported, errors);
            variants.push(variant);
        } else {
            cursor.next();
            skip_variant(&mut cursor);
            cursor.take_punct(',');
        }
    }
}

/// Parses the separator after a variant; if `is_reported`, the variant has an error, and its separator
/// is not reported.
fn parse_separator(cursor: &mut Cursor, is_reported: bool, errors: &mut Errors) {
    // The message about the comment covers the comma in it.
    let has_comment = skip_comments(cursor, errors);
    let is_end = cursor.is_at_end() || cursor.take_punct(',').is_some();
    if is_end || (has_comment && begins_variant(cursor)) {
        return;
    }
    // In `Low = "low" | "high"`, only the value is reported.
    if cursor.is_punct(0, '|') && matches!(cursor.peek(1), Some(TokenTree::Literal(_))) {
        return;
    }
    for character in [';', '|'] {
        let Some(separator) = cursor.take_punct(character) else { continue };
        if !is_reported {
            errors.at(
                separator,
                format_args!("variants must be separated by `,`; replace the `{character}`"),
            );
        }
        cursor.take_punct(',');
        return;
    }
    // A variant in another notation has its own error.
    if begins_variant(cursor) {
        errors.at(cursor.span(), "variants must be separated by `,`; add one before this");
    }
}

/// Skips to the separator after a variant, or to the next one.
fn skip_variant(cursor: &mut Cursor) {
    cursor.skip_until(|cursor| ends_variant(cursor) || begins_variant(cursor));
}

fn ends_variant(cursor: &Cursor) -> bool {
    let is_separator = [',', ';', '|'].iter().any(|character| cursor.is_punct(0, *character));
    cursor.is_at_end() || is_separator || begins_item(cursor) || begins_comment(cursor)
}

/// Whether the tokens are `- name`, as in a list in YAML.
fn begins_item(cursor: &Cursor) -> bool {
    cursor.is_punct(0, '-') && cursor.is_ident(1)
}

fn begins_variant(cursor: &Cursor) -> bool {
    let attribute = cursor.is_punct(0, '#') && cursor.is_group(1, Delimiter::Bracket);
    attribute || (cursor.is_ident(0) && cursor.is_punct(1, '='))
}

/// Parses a variant in any notation; `None` if none is recognized, which is reported.
fn parse_variant(cursor: &mut Cursor, errors: &mut Errors) -> Option<Variant> {
    let attributes = parse_attributes(cursor, errors);
    if let (true, Some(last)) = (cursor.is_at_end(), attributes.last()) {
        errors.over(
            &last.tokens,
            "docs and attributes must precede a variant; \
             move them before their variant or remove them",
        );
        return None;
    }
    if begins_rest(cursor) {
        errors.at(
            cursor.span(),
            "`Unknown` holds every value without a variant; remove this variant",
        );
        return None;
    }
    unwrap_values(cursor);
    let leading = skip_leading(cursor);
    let parsed = match take_name(cursor) {
        Some(name) => Some(parse_after_name(cursor, name)),
        None => parse_value_first(cursor),
    };
    let Some((name, value, notation)) = parsed else {
        errors.at(cursor.span(), "a variant starts with its name; write `Name = \"value\"`");
        return None;
    };
    let value = value.or(leading.value);
    let is_value =
        matches!(&notation, Some(notation) if notation.kind == VariantNotationKind::ValueOnly);
    let notation = match (leading.first, notation) {
        (Some(bar), Some(value)) if is_value => Some(self::notation(
            bar.into_iter().chain(value.tokens).collect::<TokenStream>(),
            value.kind,
        )),
        (leading, notation) => leading.map(not_first).or(notation),
    };
    Some(Variant { attributes, name, value, notation })
}

/// Replaces `enum: ["low", "high"]`, as in a JSON schema, with the values.
fn unwrap_values(cursor: &mut Cursor) {
    let is_list = matches!(cursor.peek(2), Some(TokenTree::Group(list)) if list.delimiter() == Delimiter::Bracket && Cursor::inside(list).string(0).is_some());
    let is_key = cursor.is_word(0, &["enum", "values", "oneOf", "one_of"])
        || cursor.string(0).is_some_and(|key| key.value() == "enum");
    if is_key && is_list && (cursor.is_colon(1) || cursor.is_punct(1, '=')) {
        cursor.skip(2);
        cursor.unwrap_group();
    }
}

/// Whether the tokens are `_` or `..`, a pattern for all other values.
fn begins_rest(cursor: &Cursor) -> bool {
    let is_underscore = matches!(cursor.peek(0), Some(TokenTree::Ident(ident)) if ident == "_");
    is_underscore || (cursor.is_joint(0, '.') && cursor.is_punct(1, '.'))
}

type Parts = (Ident, Option<LitStr>, Option<VariantNotation>);

fn notation(tokens: impl Into<TokenStream>, kind: VariantNotationKind) -> VariantNotation {
    VariantNotation { tokens: tokens.into(), kind }
}

fn not_first(token: impl Into<TokenStream>) -> VariantNotation {
    notation(token, VariantNotationKind::NotFirst)
}

/// The tokens before a name.
struct Leading {
    /// The first word or annotation.
    first: Option<TokenStream>,
    /// The value in an annotation.
    value: Option<LitStr>,
}

/// Skips tokens before the name: `case`, `const`, `| `, `Level::`, `String` or `@Name(…)`.
fn skip_leading(cursor: &mut Cursor) -> Leading {
    let mut leading = Leading { first: None, value: None };
    while let Some(length) = leading_length(cursor) {
        let tokens = cursor.take(length);
        leading.value = leading.value.or(read_annotation(tokens.clone()).wire_name);
        leading.first.get_or_insert(tokens);
    }
    leading
}

fn leading_length(cursor: &Cursor) -> Option<usize> {
    if let Some(length) = at_annotation_length(cursor) {
        return Some(length);
    }
    match cursor.peek(0)? {
        TokenTree::Group(group)
            if group.delimiter() == Delimiter::Bracket && cursor.is_ident(1) =>
        {
            Some(1)
        }
        TokenTree::Ident(_) if cursor.is_path_separator(1) && cursor.is_ident(3) => Some(3),
        TokenTree::Ident(_) if cursor.is_punct(1, '.') && cursor.is_ident(2) => Some(2),
        TokenTree::Ident(word) if cursor.is_ident(1) => {
            let is_leading = LEADING_WORDS.iter().any(|leading| word == leading);
            // `String LOW = "low"`, as opposed to `LevelLow Level = "low"` in Go.
            let name = word.to_string();
            let is_type = name == "String" || named(&name).is_some();
            (is_leading || (is_type && cursor.is_punct(2, '='))).then_some(1)
        }
        TokenTree::Punct(punct) => {
            matches!(punct.as_char(), '|' | '-' | '*' | '=' | ':').then_some(1)
        }
        TokenTree::Ident(_) | TokenTree::Literal(_) | TokenTree::Group(_) => None,
    }
}

/// Whether a type and a value follow `name` in its line, as in `LevelLow Level = "low"` in Go.
fn is_typed(cursor: &Cursor, name: &Ident) -> bool {
    cursor.is_ident(0)
        && cursor.is_punct(1, '=')
        && cursor.string(2).is_some()
        && lines_between(name, cursor) == 0
}

/// Whether another bare name is in the line after `name`.
fn begins_bare_variant(cursor: &Cursor, name: &Ident) -> bool {
    let ends = cursor.is_ident(1) || cursor.ends_element(1);
    cursor.is_ident(0) && ends && lines_between(name, cursor) > 0
}

/// The number of line breaks between `name` and the next token. The compiler is asked for both positions, so
/// call this last.
fn lines_between(name: &Ident, cursor: &Cursor) -> usize {
    cursor.span().start().line.saturating_sub(name.span().end().line)
}

/// Takes a name. `light-green` becomes `light_green`, whose case is reported.
fn take_name(cursor: &mut Cursor) -> Option<Ident> {
    let first = cursor.take_ident()?;
    let mut name = first.to_string();
    while cursor.is_punct(0, '-') && !cursor.is_arrow(0) && cursor.is_ident(1) && has_value(cursor)
    {
        cursor.skip(1);
        name = format!("{}_{}", name.trim_start_matches("r#"), cursor.take_ident()?.unraw());
    }
    Some(if first == name { first } else { Ident::new(&name, first.span()) })
}

/// Whether a `=` follows words that are joined by `-`.
fn has_value(cursor: &Cursor) -> bool {
    let mut ahead = 0;
    while cursor.is_punct(ahead, '-') && cursor.is_ident(ahead + 1) {
        ahead += 2;
    }
    cursor.is_punct(ahead, '=') || cursor.is_colon(ahead)
}

/// Parses the tokens after the name.
fn parse_after_name(cursor: &mut Cursor, name: Ident) -> Parts {
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
fn parse_value_first(cursor: &mut Cursor) -> Option<Parts> {
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
