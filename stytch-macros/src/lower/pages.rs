//! Lowers `#[pages(…)]` and checks that the request and the response support pagination.

mod cursor;
mod items;
mod meant;
mod next_cursor;

use proc_macro2::TokenStream;
use syn::{Meta, spanned::Spanned};

use self::{cursor::lower_cursor, items::lower_items, next_cursor::lower_next_cursor};
use crate::{
    errors::Errors,
    keyword::Section,
    model::{Field, Pages},
    suggest::snake,
};

/// Names that other APIs use for the cursor of a page, the more specific ones first.
const CURSOR_NAMES: &[&str] = &[
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

/// Checks the request and the response. Adds missing fields as the messages suggest, so that the
/// pages exist anyway. Invalid fields stay as declared, for the caller.
pub(crate) fn lower_pages(
    written: &Meta,
    cursor_section: Section,
    krate: &TokenStream,
    request: &mut Vec<Field>,
    response: &mut Vec<Field>,
    errors: &mut Errors,
) -> Pages {
    let span = written.path().span();
    let (items, item) = lower_items(written, krate, response, errors);
    let cursor = lower_cursor(span, cursor_section, request, errors);
    let next = lower_next_cursor(span, response, errors);
    Pages { cursor, next, items, item }
}

/// The field with this name in any case: a name that is not snake case has been reported.
fn named<'f>(fields: &'f [Field], name: &str) -> Option<&'f Field> {
    fields.iter().find(|field| snake(&field.name) == name)
}

/// The field that is meant by `name`: one with that wire name, or with the first of the `others` as its
/// name.
fn meant<'f>(
    fields: &'f [Field],
    name: &str,
    others: &[&str],
    is_possible: fn(&Field) -> bool,
) -> Option<&'f Field> {
    let with_other_name = |other: &&str| named(fields, other).filter(|field| is_possible(field));
    let with_wire_name = fields.iter().find(|field| field.wire_name == name && is_possible(field));
    with_wire_name.or_else(|| others.iter().find_map(with_other_name))
}

/// How to write `field` with another name, mark and type, but the same wire name.
fn rewritten(field: &Field, name: &str, mark: &str, ty: &str) -> String {
    if field.wire_name == name {
        format!("{name}{mark}: {ty}")
    } else {
        format!("{name}{mark}: {ty} = {:?}", field.wire_name)
    }
}
