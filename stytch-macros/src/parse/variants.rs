//! Parses `Name = "value"` and recognizes the notations of other languages.

mod end;
mod leading;
mod name_and_value;
mod value;

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

use self::{
    end::{begins_rest, begins_variant, ends_variant},
    leading::{skip_leading, take_name},
    name_and_value::{not_first, notation, parse_after_name, parse_value_first},
};
use super::{
    attributes::parse_attributes, comment::skip_comments, cursor::Cursor, list::single_braces,
};
use crate::{
    ast::{Variant, VariantNotationKind},
    errors::Errors,
};

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
    let is_list = matches!(
        cursor.peek(2),
        Some(TokenTree::Group(list))
            if list.delimiter() == Delimiter::Bracket && Cursor::inside(list).string(0).is_some()
    );
    let is_key = cursor.is_word(0, &["enum", "values", "oneOf", "one_of"])
        || cursor.string(0).is_some_and(|key| key.value() == "enum");
    if is_key && is_list && (cursor.is_colon(1) || cursor.is_punct(1, '=')) {
        cursor.skip(2);
        cursor.unwrap_group();
    }
}
