//! Parses attributes and doc comments.

use proc_macro2::{Delimiter, TokenTree};
use quote::quote;
use syn::Meta;

use super::cursor::Cursor;
use crate::{ast::Attribute, errors::Errors};

/// Parses all attributes at the cursor.
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
        errors
            .at(exclamation, "inner attributes are not supported; write `#[…]` instead of `#![…]`");
    }
    let Some(brackets) = cursor.take_group(Delimiter::Bracket) else {
        errors.at(pound.span(), "`#` must start an attribute; write `#[…]`");
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
                "malformed attribute; write `#[name]`, `#[name(…)]` or `#[name = \"…\"]`",
            );
            None
        }
    }
}
