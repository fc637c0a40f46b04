//! Lowers the variants of an open enum.

use syn::{LitStr, ext::IdentExt};

use super::{
    attributes::{Target, lower_attributes},
    name::{Case, lower_name},
};
use crate::{ast, errors::Errors, fallback::variant_value, generated::EnumName, model::Variant};

/// Returns the valid variants of `written`; the others are reported and omitted.
pub(crate) fn lower_variants(written: Vec<ast::Variant>, errors: &mut Errors) -> Vec<Variant> {
    let mut variants = Vec::new();
    for ast::Variant { attributes, name, value } in written {
        let name = lower_name(name, "a variant", Case::UpperCamel, errors);
        let docs = lower_attributes(attributes, Target::Variant, errors).docs;
        let variant = Variant {
            value: value.as_ref().map_or_else(|| variant_value(&name), LitStr::value),
            name,
            docs,
        };
        let name_is_free = check_name_free(&variant, &variants, errors);
        let value_is_free = check_value(&variant, value.as_ref(), &variants, errors);
        if name_is_free && value_is_free {
            variants.push(variant);
        }
    }
    variants
}

fn check_name_free(variant: &Variant, variants: &[Variant], errors: &mut Errors) -> bool {
    let name = &variant.name;
    if let Some(reserved) = EnumName::from_spelling(&name.unraw().to_string()) {
        let (reserved, use_of) = match reserved {
            EnumName::Unknown => (reserved.as_str(), "unknown values"),
            EnumName::Values => (reserved.as_str(), "the list of values"),
        };
        errors.at(
            name.span(),
            format_args!("`{reserved}` is reserved for {use_of}; remove this variant or rename it"),
        );
        return false;
    }
    let is_free = !variants.iter().any(|other| other.name == *name);
    if !is_free {
        errors.at(name.span(), format_args!("duplicate variant `{name}`; remove one"));
    }
    is_free
}

fn check_value(
    variant: &Variant,
    written: Option<&LitStr>,
    variants: &[Variant],
    errors: &mut Errors,
) -> bool {
    let span = written.map_or_else(|| variant.name.span(), LitStr::span);
    let value = &variant.value;
    if value.is_empty() {
        errors.at(span, "a wire value must not be empty; write the value of this variant");
        return false;
    }
    let Some(first) = variants.iter().find(|other| other.value == *value) else { return true };
    // A variant that repeats both the name and the value has already been reported.
    if first.name != variant.name {
        let first = &first.name;
        errors.at(
            span,
            format_args!("duplicate value {value:?}, already used by `{first}`; remove one"),
        );
    }
    false
}
