//! Lowers `#[flatten]`: a field that holds every member that has no other field.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::spanned::Spanned;

use super::{
    field_context::FieldContext,
    text_form::is_text,
    ty::{option_argument, spelling},
};
use crate::{
    ast::{self, FieldType, Mark},
    errors::Errors,
    fallback::any_type,
    keyword::{Attribute, Section},
    model::{BodyFormat, Field, Presence, Type, TypeKind},
};

/// Reports and removes a mark, an `Option` or a wire name of a flattened field. If the section doesn't
/// allow flattened fields, reports that and moves the field to the body.
pub(crate) fn check_flattened(
    field: &mut ast::Field,
    context: &mut FieldContext<'_>,
    errors: &mut Errors,
) {
    let is_flatten =
        |attribute: &ast::Attribute| attribute.meta.path().is_ident(Attribute::Flatten.as_str());
    let Some(flatten) = field.attributes.iter().find(|attribute| is_flatten(attribute)) else {
        return;
    };
    if let Some((part, example)) = context.section.and_then(part_of) {
        errors.over(
            flatten.meta.path(),
            format_args!(
                "only a field of `body`, `response` or an object can be flattened; \
                 declare each {part} as a field, such as `{example}`"
            ),
        );
        let span = flatten.meta.path().span();
        field.attributes.retain(|attribute| !is_flatten(attribute));
        take_option(field);
        (field.mark, field.wire_name) = (Some(Mark::Optional(span)), None);
        (context.section, context.body) = (Some(Section::Body), BodyFormat::Json);
        return;
    }
    check_always_present(field, errors);
    if let Some(wire_name) = field.wire_name.take() {
        let value = wire_name.value();
        errors.at(
            wire_name.span(),
            format_args!("a flattened field has no wire name; remove `= {value:?}`"),
        );
    }
}

/// For a section whose fields cannot be flattened: a noun for such a field, and an example.
fn part_of(section: Section) -> Option<(&'static str, &'static str)> {
    match section {
        Section::Path => Some(("placeholder", "name: String")),
        Section::Query => Some(("parameter", "name?: String")),
        Section::Header => Some(("header", "name?: String = \"Name\"")),
        Section::Body | Section::Response => None,
    }
}

/// Reports a mark or an `Option`.
fn check_always_present(field: &mut ast::Field, errors: &mut Errors) {
    const RULE: &str = "a flattened field is empty if there are no other members";
    let mark = field.mark.take();
    if let Some((option, inner)) = take_option(field) {
        let (name, inner) = (&field.name, spelling(&inner));
        errors.over(option, format_args!("{RULE}; write `{name}: {inner}`"));
    } else if let Some(mark) = mark {
        let mark_text = mark.as_str();
        errors.at(mark.span(), format_args!("{RULE}; remove the `{mark_text}`"));
    }
}

/// Replaces an `Option<T>` with its `T`; returns both.
fn take_option(field: &mut ast::Field) -> Option<(TokenStream, TokenStream)> {
    let Some(FieldType::Rust(ty)) = &field.ty else { return None };
    let inner = option_argument(ty)?.to_token_stream();
    let option = ty.to_token_stream();
    field.ty = syn::parse2(inner.clone()).ok().map(|ty| FieldType::Rust(Box::new(ty)));
    Some((option, inner))
}

/// Marks `field` as flattened if its type is valid; otherwise reports the type, and leaves the field as
/// a named field.
pub(crate) fn lower_flattened(
    field: &mut Field,
    body: BodyFormat,
    krate: &TokenStream,
    errors: &mut Errors,
) {
    let is_form = field.section == Some(Section::Body) && body == BodyFormat::Form;
    field.presence = Presence::Defaulted;
    field.is_flattened = is_map(&field.ty.kind, is_form);
    if field.is_flattened || field.ty.has_stand_in() {
        return;
    }
    let rule = if is_form {
        "a flattened field of a form must be a map of single values"
    } else {
        "a flattened field must be a map"
    };
    let fix = map_for(&field.ty, is_form);
    errors.over(&field.ty.ends, format_args!("{rule}; write {fix}"));
    if is_form {
        // Otherwise the compiler would report the type a second time.
        field.ty = any_type(krate, field.ty.span);
    }
}

/// Whether a kind is a map that can be flattened. A form contains only text values, so `Metadata`, which
/// holds arbitrary JSON, is not allowed there.
fn is_map(kind: &TypeKind, is_form: bool) -> bool {
    match kind {
        TypeKind::Map(value) => !is_form || is_text(&value.kind),
        TypeKind::Metadata => !is_form,
        TypeKind::Bool
        | TypeKind::I32
        | TypeKind::I64
        | TypeKind::U32
        | TypeKind::U64
        | TypeKind::F64
        | TypeKind::String
        | TypeKind::Secret
        | TypeKind::Timestamp
        | TypeKind::Json
        | TypeKind::List(_)
        | TypeKind::Nullable(_)
        | TypeKind::Boxed(_)
        | TypeKind::Other
        | TypeKind::StandIn => false,
    }
}

/// The suggested map for a type that is not a map.
fn map_for(ty: &Type, is_form: bool) -> String {
    let any_map = if is_form { "`BTreeMap<String, Secret>`" } else { "`Metadata`" };
    let written = spelling(&ty.tokens);
    match &ty.kind {
        TypeKind::Nullable(inner) if is_map(&inner.kind, is_form) => {
            format!("`{}`", spelling(&inner.tokens))
        }
        // Usually an object, as with serde's attribute of the same name.
        TypeKind::Other if !written.contains('<') => {
            format!("the fields of `{written}` here, or {any_map} for all other members")
        }
        TypeKind::Bool
        | TypeKind::I32
        | TypeKind::I64
        | TypeKind::U32
        | TypeKind::U64
        | TypeKind::F64
        | TypeKind::String
        | TypeKind::Secret
        | TypeKind::Timestamp
        | TypeKind::Json
        | TypeKind::Metadata
        | TypeKind::List(_)
        | TypeKind::Map(_)
        | TypeKind::Nullable(_)
        | TypeKind::Boxed(_)
        | TypeKind::Other
        | TypeKind::StandIn => any_map.to_owned(),
    }
}

/// Reports a second flattened field of a section or an object.
pub(crate) fn check_flattened_once(field: &mut Field, fields: &[Field], errors: &mut Errors) {
    let is_same = |other: &&Field| other.is_flattened && other.section == field.section;
    if !field.is_flattened {
        return;
    }
    if let Some(first) = fields.iter().find(is_same) {
        let (container, first) = (field.container(), &first.name);
        errors.at(
            field.ident.span(),
            format_args!("`{container}` already has a flattened field, `{first}`; remove one"),
        );
        field.is_flattened = false;
    }
}
