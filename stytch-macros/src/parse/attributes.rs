//! `#[…]` and doc comments.

use proc_macro2::{Delimiter, TokenTree};
use quote::quote;
use syn::Meta;

use super::cursor::Cursor;
use crate::{ast::Attribute, errors::Errors};

/// Reads every attribute that comes next.
pub(crate) fn parse_attributes(cursor: &mut Cursor, errors: &mut Errors) -> Vec<Attribute> {
    let mut attributes = Vec::new();
    while cursor.is_punct(0, '#') {
        attributes.extend(parse_attribute(cursor, errors));
    }
    attributes
}

fn parse_attribute(cursor: &mut Cursor, errors: &mut Errors) -> Option<Attribute> {
    let pound = cursor.next()?;
    if let Some(exclamation) = cursor.take_punct('!') {
        errors.at(
            exclamation,
            "attributes stand outside of what they describe; write `#[…]` before it",
        );
    }
    let Some(brackets) = cursor.take_group(Delimiter::Bracket) else {
        errors.at(pound.span(), "`#` begins an attribute; write `#[…]`");
        return None;
    };
    match syn::parse2::<Meta>(brackets.stream()) {
        Ok(meta) => {
            let brackets = TokenTree::Group(brackets);
            Some(Attribute { tokens: quote!(#pound #brackets), meta })
        }
        Err(error) => {
            let span = if brackets.stream().is_empty() { brackets.span() } else { error.span() };
            errors.at(
                span,
                "an attribute is `name`, `name(…)` or `name = \"…\"`; rewrite it as one of these",
            );
            None
        }
    }
}
