//! Suggests the content of braces for fields and variants in parentheses or brackets.

use proc_macro2::Group;
use syn::LitStr;

use super::{cursor::Cursor, variants::parse_variants};
use crate::{
    ast::Variant,
    errors::Errors,
    fallback::variant_value,
    suggest::{self, variant_name},
};

/// Formats the suggested fields for parentheses or brackets, if they are short.
pub(crate) fn fields_in_braces(group: &Group) -> Option<String> {
    let inside = Cursor::inside(group);
    let text = group.span().source_text()?;
    let text = text.get(1..text.len().checked_sub(1)?)?.trim();
    let is_short = inside.is_ident(0) && inside.is_colon(1) && !text.contains('\n');
    is_short.then(|| format!("{{ {text} }}"))
}

pub(crate) fn variants_in_braces(group: &Group) -> Option<String> {
    let mut ignored = Errors::new();
    let variants = parse_variants(group, &mut ignored);
    ignored.discard();
    let written = variants.iter().map(|Variant { name, value, .. }| {
        let value = value.as_ref().map_or_else(|| variant_value(&name.to_string()), LitStr::value);
        (variant_name(&name.to_string()), value)
    });
    let written: Vec<_> = written.collect();
    (!written.is_empty()).then(|| suggest::variants(&written))
}
