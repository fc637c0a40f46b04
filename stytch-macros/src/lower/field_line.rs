//! Formats the corrected line for a field, which messages suggest.

use proc_macro2::Ident;
use quote::ToTokens;
use syn::{LitStr, ext::IdentExt, spanned::Spanned};

use super::{
    field_context::{FieldContext, can_have},
    name::snake_case_of,
    ty::{is_optional, parse_at, spelling},
    type_check::check_type,
    wire_name::header_name,
};
use crate::{
    ast::{self, FieldType, Mark},
    fallback::raw_name,
    keyword::Section,
    model::{Field, Presence},
    notation::{Meaning, Notation, meaning, number},
    suggest::{is_word, upper_camel},
};

/// The field in the notation of a spec, with its mark only if that is allowed.
pub(crate) fn field_line(field: &ast::Field, context: FieldContext<'_>) -> String {
    let is_option = field.ty.as_ref().is_some_and(is_optional_type);
    let optional = Mark::Optional(field.name.span());
    let mark = field.mark.or_else(|| is_option.then_some(optional));
    line_with(field, mark, &type_text(field), context)
}

/// The field as an optional one.
pub(crate) fn optional_line(field: &ast::Field, context: FieldContext<'_>) -> String {
    let optional = Mark::Optional(field.name.span());
    line_with(field, Some(optional), &type_text(field), context)
}

/// The field as one that is required, and as one that is required but can be `null`.
pub(crate) fn required_lines(field: &ast::Field, context: FieldContext<'_>) -> [String; 2] {
    let required = Mark::Required(field.name.span());
    let ty = type_text(field);
    let nullable = if ty.starts_with("Nullable<") { ty.clone() } else { format!("Nullable<{ty}>") };
    [ty, nullable].map(|ty| line_with(field, Some(required), &ty, context))
}

fn line_with(
    field: &ast::Field,
    mark: Option<Mark>,
    ty: &str,
    context: FieldContext<'_>,
) -> String {
    let name = &field.name;
    let mark = mark.filter(|mark| can_have(*mark, context)).map_or("", Mark::as_str);
    let is_header = context.section == Some(Section::Header);
    match &field.wire_name {
        Some(wire_name) if name.unraw() == wire_name.value() && !is_header => {
            format!("{name}{mark}: {ty}")
        }
        Some(wire_name) => format!("{name}{mark}: {ty} = {:?}", wire_name.value()),
        None => format!("{name}{mark}: {ty}"),
    }
}

/// The field with a wire name that it doesn't have yet.
pub(crate) fn line_with_name(
    field: &ast::Field,
    wire_name: &LitStr,
    context: FieldContext<'_>,
) -> String {
    format!("{} = {:?}", field_line(field, context), wire_name.value())
}

/// The field under another name, with its wire name.
pub(crate) fn renamed_line(field: &Field, name: &str) -> String {
    let ty = if field.ty.has_stand_in() { "Type".to_owned() } else { spelling(&field.ty.tokens) };
    line_as(field, name, &ty, &field.wire_name)
}

/// The field with another name, type or wire name.
pub(crate) fn line_as(field: &Field, name: &str, ty: &str, wire_name: &str) -> String {
    let mark = match (field.presence, field.section) {
        (Presence::Optional, _) => "?",
        (Presence::Required, Some(Section::Response)) => "!",
        (Presence::Required | Presence::Defaulted, _) => "",
    };
    format!("{name}{mark}: {ty} = {wire_name:?}")
}

/// Gives the field a valid name in snake case; its name on the wire stays the same. A header field also
/// gets a header name, because the suggested line would be invalid without one.
pub(crate) fn correct_name(field: &mut ast::Field, context: FieldContext<'_>) {
    let written = field.name.unraw().to_string();
    let snake = snake_case_of(&field.name);
    let is_renamed = snake.is_some();
    if let Some(snake) = snake {
        field.name = identifier(&snake, &field.name);
    }
    let is_keyword = syn::parse_str::<Ident>(&field.name.to_string()).is_err();
    if is_keyword {
        field.name = raw_name(&field.name);
    }
    let name = field.name.unraw().to_string();
    if field.wire_name.is_none() && context.section == Some(Section::Header) {
        if !has_own_header(field) {
            field.wire_name = Some(LitStr::new(&header_name(&name), field.name.span()));
        }
    } else if field.wire_name.is_none() && (is_renamed || name != written) {
        field.wire_name = Some(LitStr::new(&written, field.name.span()));
    }
}

fn identifier(name: &str, written: &Ident) -> Ident {
    Ident::new(if is_word(name) { name } else { "name" }, written.span())
}

/// Whether the type may define the name of the header: only a type that is unknown to the macros can.
fn has_own_header(field: &ast::Field) -> bool {
    let ty = type_text(field);
    let is_known =
        ["String", "Secret", "Timestamp", "Json", "Metadata", "Type"].contains(&ty.as_str());
    !is_known && !ty.contains('<') && ty.contains(char::is_uppercase)
}

/// The suggested type; `Type` if none is known. For a type that lists values or fields, the
/// name of a new type, derived from the name of the field.
fn type_text(field: &ast::Field) -> String {
    let Some(ty) = &field.ty else { return "Type".to_owned() };
    if let Some(meant) = equivalent_type(ty) {
        return meant.text;
    }
    let name = upper_camel(&field.name.unraw().to_string());
    match ty {
        FieldType::Rust(ty) => spelling(ty),
        FieldType::Foreign(tokens) => match meaning(tokens.clone(), Notation::Foreign) {
            Meaning::Values | Meaning::Object => name,
            Meaning::Objects => format!("Vec<{}>", name.strip_suffix('s').unwrap_or(&name)),
            Meaning::Type(_)
            | Meaning::OneOf { .. }
            | Meaning::Byte
            | Meaning::Optional(_)
            | Meaning::Nothing
            | Meaning::Unknown => "Type".to_owned(),
        },
    }
}

/// Replaces a type of another language with its equivalent, and `Option<T>` with `T` and a mark.
pub(crate) fn correct_type(field: &mut ast::Field, context: FieldContext<'_>) {
    let Some(written) = &field.ty else { return };
    let Some(meant) = equivalent_type(written) else { return };
    let span = match written {
        FieldType::Rust(ty) => ty.span(),
        FieldType::Foreign(tokens) => tokens.span(),
    };
    let Some(ty) = parse_at(&meant.text, span) else { return };
    let optional = Mark::Optional(span);
    if meant.is_optional && field.mark.is_none() && can_have(optional, context) {
        field.mark = Some(optional);
    }
    field.ty = Some(FieldType::Rust(Box::new(ty)));
}

/// Replaces a number type of another language that in a spec could be the user's own type.
pub(crate) fn correct_number(field: &mut ast::Field) {
    let Some(FieldType::Rust(written)) = &field.ty else { return };
    let number = number(&spelling(written)).and_then(|number| parse_at(number, written.span()));
    if let Some(number) = number {
        field.ty = Some(FieldType::Rust(Box::new(number)));
    }
}

/// Whether the type is `Option<T>`, or its equivalent in another language.
pub(crate) fn is_optional_type(ty: &FieldType) -> bool {
    equivalent_type(ty).is_some_and(|meant| meant.is_optional)
}

/// The equivalent of a type of another notation.
struct EquivalentType {
    text: String,
    is_optional: bool,
}

/// The equivalent of `Option<T>` or of a type of another language; `None` if the type is valid or has no
/// equivalent.
fn equivalent_type(ty: &FieldType) -> Option<EquivalentType> {
    let meant = match ty {
        FieldType::Rust(ty) if is_allowed(ty) => return None,
        FieldType::Rust(ty) => meaning(ty.to_token_stream(), Notation::Rust),
        FieldType::Foreign(tokens) => meaning(tokens.clone(), Notation::Foreign),
    };
    let is_optional = matches!(meant, Meaning::Optional(_));
    meant.into_type().map(|text| EquivalentType { text, is_optional })
}

fn is_allowed(ty: &syn::Type) -> bool {
    let mut rejected = Vec::new();
    check_type(ty, &mut rejected);
    rejected.is_empty() && !is_optional(ty)
}
