//! Lowers `#[flatten]`: a field that holds every member that has no other field.

use proc_macro2::Span;
use syn::LitStr;

use super::placement::is_text;
use crate::{
    ast::Mark,
    errors::Errors,
    keyword::Section,
    model::{BodyFormat, Field, Presence, TypeKind},
};

/// Marks `field` as flattened, and reports a mark or wire name, which it cannot have. If its section or
/// type is invalid, reports that, and leaves the field named.
pub(crate) fn lower_flattened(
    span: Span,
    mark: Option<Mark>,
    wire_name: Option<&LitStr>,
    body: BodyFormat,
    field: &mut Field,
    errors: &mut Errors,
) {
    if let Some(mark) = mark {
        let mark_text = mark.as_str();
        errors.at(
            mark.span(),
            format_args!(
                "a flattened field is empty if there are no other members; remove the `{mark_text}`"
            ),
        );
    }
    if let Some(wire_name) = wire_name {
        errors.at(
            wire_name.span(),
            "a flattened field has no name on the wire; remove the `=` and the wire name",
        );
    }
    field.presence = Presence::Defaulted;
    field.is_flattened =
        check_section(field.section, span, errors) && check_type(field, body, errors);
}

fn check_section(section: Option<Section>, span: Span, errors: &mut Errors) -> bool {
    match section {
        Some(Section::Body | Section::Response) | None => true,
        Some(Section::Path | Section::Query | Section::Header) => {
            errors.at(
                span,
                "only a field of `body`, `response` or an object can be flattened; \
                 remove `#[flatten]`",
            );
            false
        }
    }
}

/// The members of a form are texts, so they cannot be arbitrary JSON, as in `Metadata`.
fn check_type(field: &Field, body: BodyFormat, errors: &mut Errors) -> bool {
    let is_form = field.section == Some(Section::Body) && body == BodyFormat::Form;
    let is_valid = match &field.ty.kind {
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
        | TypeKind::Other => false,
    };
    if !is_valid {
        let message = if is_form {
            "a flattened field of a form must be a map of single values; \
             write `BTreeMap<String, Secret>`"
        } else {
            "a flattened field must be a map; write `Metadata`"
        };
        errors.over(&field.ty.tokens, message);
    }
    is_valid
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
