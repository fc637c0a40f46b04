//! Parses what `object!` and `open_enum!` have in common: the name and the braces.

use proc_macro2::{Delimiter, Group, Ident};

use super::{attributes::parse_attributes, cursor::Cursor};
use crate::{ast::Attribute, errors::Errors};

/// The words that messages use for a macro that declares one type.
#[derive(Clone, Copy)]
pub(crate) struct Declaration {
    macro_name: &'static str,
    noun: &'static str,
    example: &'static str,
    part: &'static str,
}

pub(crate) const OBJECT: Declaration = Declaration {
    macro_name: "object!",
    noun: "an object",
    example: "Name { field: Type }",
    part: "field",
};

pub(crate) const OPEN_ENUM: Declaration = Declaration {
    macro_name: "open_enum!",
    noun: "an open enum",
    example: "Name { Variant = \"value\" }",
    part: "variant",
};

/// Parses `#[…] Name`.
pub(crate) fn parse_type_name(
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

/// Parses the braces that end a declaration.
pub(crate) fn parse_braces(
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
