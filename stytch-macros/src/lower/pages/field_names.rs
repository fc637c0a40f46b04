//! Finds the fields that `#[pages(…)]` requires, including by the names that other APIs use.

use crate::{model::Field, suggest::snake};

/// Names that other APIs use for the cursor of a page, the more specific ones first.
pub(super) const CURSOR_NAMES: &[&str] = &[
    "next_cursor",
    "next_page_cursor",
    "next_page_token",
    "next_token",
    "next_page",
    "next",
    "page_cursor",
    "page_token",
    "cursor",
    "continuation_token",
    "starting_after",
    "start_after",
    "start_cursor",
    "end_cursor",
    "after_cursor",
    "after",
    "marker",
    "bookmark",
    "page",
];

/// The field with this name in any case. A name that is not snake case has already been reported.
pub(super) fn named<'f>(fields: &'f [Field], name: &str) -> Option<&'f Field> {
    fields.iter().find(|field| snake(&field.name) == name)
}

/// The field that probably should be named `name`: one with that wire name, or else with one of the
/// names `others`, in order of preference.
pub(super) fn meant<'f>(
    fields: &'f [Field],
    name: &str,
    others: &[&str],
    is_possible: fn(&Field) -> bool,
) -> Option<&'f Field> {
    let with_other_name = |other: &&str| named(fields, other).filter(|field| is_possible(field));
    let with_wire_name = fields.iter().find(|field| field.wire_name == name && is_possible(field));
    with_wire_name.or_else(|| others.iter().find_map(with_other_name))
}

/// Formats the line for `field` with the given name, mark and type, and the same wire name.
pub(super) fn rewritten(field: &Field, name: &str, mark: &str, ty: &str) -> String {
    if field.wire_name == name {
        format!("{name}{mark}: {ty}")
    } else {
        format!("{name}{mark}: {ty} = {:?}", field.wire_name)
    }
}
