//! Collects the tokens of a field's type.

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};
use quote::ToTokens;

use super::{modifier::begins_modified_field, name::begins_field, suffix::begins_suffix};
use crate::{
    ast::FieldType,
    parse::{annotation::at_annotation_length, comment::begins_comment, cursor::Cursor},
};

/// Parses the tokens as a type.
pub(super) fn field_type(tokens: TokenStream) -> FieldType {
    match syn::parse2(tokens.clone()) {
        Ok(ty) => FieldType::Rust(ty),
        Err(_) => FieldType::Foreign(tokens),
    }
}

/// A copy for another field; `None` if only one field can have the type.
pub(super) fn copy_type(ty: &FieldType) -> Option<FieldType> {
    match ty {
        FieldType::Rust(ty) => Some(field_type(ty.to_token_stream())),
        FieldType::Foreign(_) => None,
    }
}

/// Takes the tokens of a type: up to a comma, a mark, a wire name or the next field, outside of `<>`.
/// If a `<` has no `>`, the next field ends the type too.
pub(super) fn collect_type(cursor: &mut Cursor) -> TokenStream {
    let mut tokens = Vec::new();
    let mut depth = 0_usize;
    let mut next_field = None;
    while let Some(token) = cursor.peek(0) {
        let character = match token {
            TokenTree::Punct(punct) => punct.as_char(),
            _ => ' ',
        };
        let ends = match character {
            ',' | ';' | '?' | '=' => true,
            // A mark `!`, as opposed to `vec![…]`.
            '!' => !matches!(cursor.peek(1), Some(TokenTree::Group(_))),
            _ => ends_type(&tokens, cursor),
        };
        if depth == 0 && ends {
            return tokens.into_iter().collect();
        }
        match character {
            '<' => depth += 1,
            '>' if !is_arrow(&tokens) => depth = depth.saturating_sub(1),
            ',' if next_field.is_none() && name_follows(cursor) => next_field = Some(tokens.len()),
            _ => {}
        }
        tokens.extend(cursor.next());
    }
    if let (Some(next_field), true) = (next_field, depth > 0) {
        cursor.put_back(tokens.split_off(next_field));
    }
    tokens.into_iter().collect()
}

/// Whether the comma at the cursor separates the type from the next field, as opposed to two type
/// arguments.
fn name_follows(cursor: &Cursor) -> bool {
    let attribute = cursor.is_punct(1, '#') && cursor.is_group(2, Delimiter::Bracket);
    let mark = cursor.is_punct(2, '?') || cursor.is_punct(2, '!');
    attribute || (cursor.is_ident(1) && cursor.is_colon(2 + usize::from(mark)))
}

/// Whether a type is complete and something else begins.
fn ends_type(tokens: &[TokenTree], cursor: &Cursor) -> bool {
    let complete = match tokens.last() {
        None => false,
        Some(TokenTree::Punct(punct)) => punct.as_char() == '>',
        Some(_) => true,
    };
    complete
        && (begins_suffix(cursor)
            || begins_field(cursor)
            || begins_modified_field(cursor)
            || begins_comment(cursor)
            || at_annotation_length(cursor).is_some())
}

fn is_arrow(tokens: &[TokenTree]) -> bool {
    matches!(
        tokens.last(),
        Some(TokenTree::Punct(punct)) if punct.as_char() == '-' && punct.spacing() == Spacing::Joint
    )
}
