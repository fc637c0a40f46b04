//! Checks the cursor of the next page in the response.

use proc_macro2::{Ident, Span};

use super::field_names::{CURSOR_NAMES, meant, named, rewritten};
use crate::{
    errors::Errors,
    fallback::string_field,
    keyword::Section,
    lower::ty::spelling,
    model::{Field, NextCursor, Presence, TypeKind},
};

/// Names that other APIs use for the object that contains the cursor of the next page.
const METADATA_NAMES: &[&str] = &[
    "result_metadata",
    "search_metadata",
    "page_metadata",
    "response_metadata",
    "metadata",
    "meta",
    "pagination",
    "paging",
    "page_info",
    "page",
    "cursors",
];

/// Returns the location of the cursor in the response, if it is valid. Adds a missing cursor.
pub(super) fn lower_next_cursor(
    span: Span,
    response: &mut Vec<Field>,
    errors: &mut Errors,
) -> Option<NextCursor> {
    if let Some(field) = named(response, "next_cursor") {
        return check_next_cursor(field, errors);
    }
    if let Some(field) = named(response, "results_metadata") {
        return check_metadata(field, errors);
    }
    if let Some(field) = meant(response, "next_cursor", CURSOR_NAMES, is_string_or_secret) {
        let fix = rewritten(field, "next_cursor", "?", "String");
        errors.at(
            field.ident.span(),
            format_args!(
                "`#[pages]` requires the cursor of the next page to be named `next_cursor`; \
                 write `{fix}`"
            ),
        );
        return matches!(field.ty.kind, TypeKind::String)
            .then(|| NextCursor::Field(field.ident.clone()));
    }
    if let Some(field) = meant(response, "results_metadata", METADATA_NAMES, is_other) {
        let mark = if field.presence == Presence::Optional { "?" } else { "" };
        let fix = rewritten(field, "results_metadata", mark, &spelling(&field.ty.tokens));
        errors.at(
            field.ident.span(),
            format_args!(
                "`#[pages]` requires the object with the cursor of the next page to be named \
                 `results_metadata`; write `{fix}`"
            ),
        );
        return None;
    }
    errors.at(
        span,
        "`#[pages]` requires the cursor of the next page in the response; \
         add `next_cursor?: String` or `results_metadata: stytch_api::common::ResultsMetadata`",
    );
    response.push(string_field("next_cursor", span, Some(Section::Response)));
    Some(NextCursor::Field(Ident::new("next_cursor", span)))
}

fn check_next_cursor(field: &Field, errors: &mut Errors) -> Option<NextCursor> {
    if let TypeKind::String = field.ty.kind {
        return Some(NextCursor::Field(field.ident.clone()));
    }
    if field.ty.has_stand_in() {
        return None;
    }
    let fix = rewritten(field, "next_cursor", "?", "String");
    errors.over(
        &field.ty.ends,
        format_args!("`#[pages]` requires `next_cursor` to be a string; write `{fix}`"),
    );
    None
}

fn check_metadata(field: &Field, errors: &mut Errors) -> Option<NextCursor> {
    if is_other(field) {
        let (ident, presence) = (field.ident.clone(), field.presence);
        return Some(NextCursor::Within { ident, presence, span: field.ty.span });
    }
    if field.ty.has_stand_in() {
        return None;
    }
    let fix = rewritten(field, "results_metadata", "", "stytch_api::common::ResultsMetadata");
    errors.over(
        &field.ty.ends,
        format_args!(
            "`#[pages]` requires `results_metadata` to be declared with `object!`; write `{fix}`"
        ),
    );
    None
}

fn is_string_or_secret(field: &Field) -> bool {
    matches!(field.ty.kind, TypeKind::String | TypeKind::Secret)
}

fn is_other(field: &Field) -> bool {
    matches!(field.ty.kind, TypeKind::Other)
}
