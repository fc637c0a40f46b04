//! Comma-separated lists in braces: fields and variants.

use proc_macro2::Group;

use super::cursor::Cursor;
use crate::errors::Errors;

/// What the elements of a list are.
pub(crate) struct Element<T> {
    /// Its name in messages.
    pub(crate) noun: &'static str,
    /// Reads one; `None` when it cannot be told what was meant, which is reported.
    pub(crate) parse: fn(&mut Cursor, &mut Errors) -> Option<T>,
    /// Whether one begins here, for recovery.
    pub(crate) begins: fn(&Cursor) -> bool,
}

/// Reads every element that can be read; a bad one does not hide its neighbours.
pub(crate) fn parse_list<T>(group: &Group, element: &Element<T>, errors: &mut Errors) -> Vec<T> {
    let mut cursor = Cursor::inside(group);
    let mut list = Vec::new();
    while !cursor.is_at_end() {
        if let Some(parsed) = (element.parse)(&mut cursor, errors) {
            list.push(parsed);
            parse_separator(&mut cursor, element, errors);
        } else {
            skip_element(&mut cursor, element.begins);
        }
    }
    list
}

fn parse_separator<T>(cursor: &mut Cursor, element: &Element<T>, errors: &mut Errors) {
    if cursor.is_at_end() || cursor.take_punct(',').is_some() {
        return;
    }
    let noun = element.noun;
    if let Some(semicolon) = cursor.take_punct(';') {
        errors.at(semicolon, format_args!("a {noun} ends with `,`; replace the `;`"));
    } else if (element.begins)(cursor) {
        errors.at(cursor.span(), format_args!("a {noun} ends with `,`; add one before this"));
    } else {
        errors.at(cursor.span(), format_args!("nothing may follow a {noun} but `,`; remove this"));
        skip_element(cursor, element.begins);
    }
}

/// Goes past the next comma that ends an element: outside of `<>`, or before the next element, as
/// in a half-written `BTreeMap<String, …`.
fn skip_element(cursor: &mut Cursor, begins: fn(&Cursor) -> bool) {
    let mut depth = 0_usize;
    while let Some(token) = cursor.next() {
        match token.to_string().as_str() {
            "<" => depth += 1,
            ">" => depth = depth.saturating_sub(1),
            "," if depth == 0 || begins(cursor) => return,
            _ => {}
        }
    }
}
