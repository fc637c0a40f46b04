//! Checks the cursor in the request.

use proc_macro2::{Ident, Span};

use super::field_names::{CURSOR_NAMES, meant, named, rewritten};
use crate::{
    ast::{self, Mark},
    errors::Errors,
    fallback::string_field,
    keyword::Section,
    model::{Field, Presence, TypeKind},
};

/// Returns the field `cursor` if it is valid. Adds a missing one to `section`.
pub(super) fn lower_cursor(
    span: Span,
    section: Section,
    request: &mut Vec<Field>,
    errors: &mut Errors,
) -> Option<Ident> {
    if let Some(field) = named(request, "cursor") {
        let is_valid = check_cursor(field, section, errors);
        return is_valid.then(|| field.ident.clone());
    }
    if let Some(field) = meant(request, "cursor", CURSOR_NAMES, is_possible) {
        let fix = rewritten(field, "cursor", "?", "String");
        errors.at(
            field.ident.span(),
            format_args!(
                "`#[pages]` requires the cursor in the request to be named `cursor`; write `{fix}`"
            ),
        );
        return (is_string(field) && is_optional(field)).then(|| field.ident.clone());
    }
    let name = section.as_str();
    // An API with numbered pages has no cursor to add.
    let is_numbered =
        ["page", "page_number", "offset"].iter().any(|number| named(request, number).is_some());
    let choice = if is_numbered { ", or remove `#[pages]` if the API has no cursor" } else { "" };
    errors.at(
        span,
        format_args!(
            "`#[pages]` requires a `cursor` in the request; \
             add `cursor?: String` under `{name}`{choice}"
        ),
    );
    request.push(string_field("cursor", span, Some(section)));
    Some(Ident::new("cursor", span))
}

/// Reports `cursor!` and changes it to `cursor?`: requests have no `!`, and the first page is requested
/// without a cursor.
pub(crate) fn correct_cursor_mark(fields: &mut [ast::Field], errors: &mut Errors) {
    for field in fields.iter_mut().filter(|field| field.name == "cursor") {
        if let Some(Mark::Required(span)) = field.mark {
            errors.at(
                span,
                "`#[pages]` requires `cursor` to be an optional string; write `cursor?: String`",
            );
            field.mark = Some(Mark::Optional(span));
        }
    }
}

fn check_cursor(field: &Field, section: Section, errors: &mut Errors) -> bool {
    if field.section == Some(Section::Path) {
        let (wire_name, section) = (&field.wire_name, section.as_str());
        errors.at(
            field.ident.span(),
            format_args!(
                "the `cursor` of `#[pages]` cannot be in the path; remove `{{{wire_name}}}` and \
                 move `cursor` to `{section}` as `cursor?: String`"
            ),
        );
        return false;
    }
    let is_valid = is_string(field) && is_optional(field);
    if !is_valid && !field.ty.has_stand_in() {
        let fix = rewritten(field, "cursor", "?", "String");
        let message =
            format!("`#[pages]` requires `cursor` to be an optional string; write `{fix}`");
        if is_string(field) {
            errors.at(field.ident.span(), message);
        } else {
            errors.over(&field.ty.ends, message);
        }
    }
    is_valid
}

fn is_possible(field: &Field) -> bool {
    field.section != Some(Section::Path)
        && matches!(field.ty.kind, TypeKind::String | TypeKind::Secret)
}

fn is_string(field: &Field) -> bool {
    matches!(field.ty.kind, TypeKind::String)
}

fn is_optional(field: &Field) -> bool {
    field.presence == Presence::Optional
}
