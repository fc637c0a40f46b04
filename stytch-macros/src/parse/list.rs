//! Parses comma-separated lists in braces: fields and variants.

use proc_macro2::{Delimiter, Group, TokenTree};

use super::{comment::skip_comments, cursor::Cursor};
use crate::errors::Errors;

/// The kind of element in a list.
pub(crate) struct Element<T> {
    /// The name of an element in messages.
    pub(crate) noun: &'static str,
    /// Parses one element; reports one that it cannot parse and returns `None`.
    pub(crate) parse: fn(&mut Cursor, &mut Errors) -> Option<T>,
    /// Whether an element begins at the cursor, for recovery.
    pub(crate) begins: fn(&Cursor) -> bool,
}

/// Returns the group. For `{{ … }}`, reports the doubled braces and returns the inner group.
pub(crate) fn single_braces(group: &Group, noun: &str, errors: &mut Errors) -> Group {
    let mut inside = group.stream().into_iter();
    let (Some(TokenTree::Group(inner)), None) = (inside.next(), inside.next()) else {
        return group.clone();
    };
    if inner.delimiter() != Delimiter::Brace {
        return group.clone();
    }
    errors.at(
        inner.span(),
        format_args!("{noun}s must be in a single pair of braces; remove the inner pair"),
    );
    single_braces(&inner, noun, errors)
}

/// Parses every valid element; an invalid one does not hide the next.
pub(crate) fn parse_list<T>(group: &Group, element: &Element<T>, errors: &mut Errors) -> Vec<T> {
    parse_terminated_list(group, element, |_| false, errors)
}

/// Like [`parse_list`], but an element for which `is_terminated` returns true needs no separator after
/// it.
pub(crate) fn parse_terminated_list<T>(
    group: &Group,
    element: &Element<T>,
    is_terminated: fn(&T) -> bool,
    errors: &mut Errors,
) -> Vec<T> {
    let mut cursor = Cursor::inside(group);
    let mut list = Vec::new();
    loop {
        skip_comments(&mut cursor, errors);
        if cursor.is_at_end() {
            return list;
        }
        if let Some(parsed) = (element.parse)(&mut cursor, errors) {
            if !is_terminated(&parsed) {
                parse_separator(&mut cursor, element, errors);
            }
            list.push(parsed);
        } else {
            skip_element(&mut cursor, element.begins);
        }
    }
}

fn parse_separator<T>(cursor: &mut Cursor, element: &Element<T>, errors: &mut Errors) {
    if cursor.is_at_end() || cursor.take_punct(',').is_some() {
        return;
    }
    let noun = element.noun;
    if let Some(semicolon) = cursor.take_punct(';') {
        errors.at(semicolon, format_args!("{noun}s must be separated by `,`; replace the `;`"));
    } else if (element.begins)(cursor) {
        errors.at(
            cursor.span(),
            format_args!("{noun}s must be separated by `,`; add one before this"),
        );
    } else {
        errors.at(cursor.span(), format_args!("expected `,` after the {noun}; remove this"));
        skip_element(cursor, element.begins);
    }
}

/// Skips to after the `,` or `;` that ends the element: one outside of `<>`, or, for an unclosed
/// `BTreeMap<String, …`, one before the next element.
fn skip_element(cursor: &mut Cursor, begins: fn(&Cursor) -> bool) {
    let mut depth = 0_usize;
    while let Some(token) = cursor.next() {
        match token.to_string().as_str() {
            "<" => depth += 1,
            ">" => depth = depth.saturating_sub(1),
            "," if depth == 0 || begins(cursor) => return,
            ";" if depth == 0 => return,
            _ => {}
        }
    }
}
