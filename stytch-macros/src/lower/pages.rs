//! Lowers `#[pages(…)]` and checks that the request and the response support pagination.

mod cursor;
mod field_names;
mod items;
mod list_match;
mod next_cursor;

use proc_macro2::TokenStream;
use syn::{Meta, spanned::Spanned};

pub(crate) use self::cursor::correct_cursor_mark;
use self::{cursor::lower_cursor, items::lower_items, next_cursor::lower_next_cursor};
use crate::{
    errors::Errors,
    keyword::Section,
    model::{Field, Pages},
};

/// Checks the request and the response. Adds missing fields as the messages suggest, so that callers can
/// still use the pages. Invalid fields keep their declared types, because callers use those.
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
