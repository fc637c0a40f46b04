//! Lowers the variants of an open enum.

use std::collections::{HashMap, HashSet};

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use syn::{
    Expr, ExprLit, Lit, LitStr, Meta, MetaNameValue, Token, ext::IdentExt, punctuated::Punctuated,
};

use super::{
    attributes::lower_attributes,
    name::{Case, lower_name},
    target::Target,
};
use crate::{
    ast::{self, VariantNotationKind},
    errors::Errors,
    fallback::{has_raw_form, variant_value},
    generated::EnumName,
    model::Variant,
    suggest::variant_name,
};

/// Names of variants that are intended to hold all other values.
const CATCH_ALL_NAMES: &[&str] = &[
    "Other",
    "Others",
    "Custom",
    "Unrecognized",
    "Unspecified",
    "Undefined",
    "Unsupported",
    "Fallback",
    "Default",
    "Else",
    "Any",
    "Raw",
];

const STARTS_WITH_NAME: &str = "a variant starts with its name";

/// The variants declared so far, to find duplicates.
#[derive(Default)]
struct Declared {
    names: HashSet<String>,
    /// For each value, the name of its variant and the span of the value.
    values: HashMap<String, (String, Span)>,
}

/// Returns the variants of `written`; those with a duplicate name are reported and omitted. An invalid
/// value is reported and replaced. Also returns the names of variants such as `Other(String)`.
pub(crate) fn lower_variants(
    written: Vec<ast::Variant>,
    errors: &mut Errors,
) -> (Vec<Variant>, Vec<Ident>) {
    let mut written = written;
    report_values(&mut written, errors);
    let (mut variants, mut catch_alls) = (Vec::new(), Vec::new());
    let mut declared = Declared::default();
    for variant in written {
        if is_catch_all_with_fields(&variant) && declared.names.insert(variant.name.to_string()) {
            report_catch_all(&variant, errors);
            catch_alls.push(variant.name);
            continue;
        }
        let span = variant.value.as_ref().map_or_else(|| variant.name.span(), LitStr::span);
        let mut variant = lower_variant(variant, errors);
        let name = variant.name.to_string();
        let name_is_free = check_name_free(&variant.name, &name, &mut declared, errors);
        if !check_value(&variant.value, span, &name, &mut declared, errors) {
            // A placeholder that differs from the values of all other variants.
            variant.value = format!("<{name}>");
        }
        if name_is_free {
            variants.push(variant);
        }
    }
    (variants, catch_alls)
}

/// Reports the values in `"low" | "high"` at once, because the line to write shows all of them.
fn report_values(variants: &mut [ast::Variant], errors: &mut Errors) {
    let is_value = |variant: &ast::Variant| {
        variant
            .notation
            .as_ref()
            .is_some_and(|notation| notation.kind == VariantNotationKind::ValueOnly)
    };
    let is_next = |variant: &ast::Variant| {
        let first = variant
            .notation
            .as_ref()
            .and_then(|notation| notation.tokens.clone().into_iter().next());
        matches!(first, Some(TokenTree::Punct(_)))
    };
    let is_union = |left: &ast::Variant, right: &ast::Variant| {
        is_value(right) && (is_value(left) || is_next(right))
    };
    for values in variants.chunk_by_mut(is_union) {
        if values.len() < 2 {
            continue;
        }
        let rule = if is_value(&values[0]) { STARTS_WITH_NAME } else { "a variant has one value" };
        let mut lines = Vec::new();
        for ast::Variant { name, value, .. } in values.iter() {
            let line = bare_line(name, &value.as_ref().map(LitStr::value).unwrap_or_default());
            // `Unknown` and a repeated variant have their own messages.
            if name != "Unknown" && !lines.contains(&line) {
                lines.push(line);
            }
        }
        let lines = lines.join(", ");
        let tokens = values.iter_mut().filter_map(|variant| variant.notation.take());
        let tokens: TokenStream = tokens.flat_map(|notation| notation.tokens).collect();
        if !lines.is_empty() {
            errors.over(tokens, format_args!("{rule}; write `{lines}`"));
        }
    }
}

fn lower_variant(written: ast::Variant, errors: &mut Errors) -> Variant {
    let value = match &written.value {
        Some(value) => value.value(),
        None => renamed(&written).unwrap_or_else(|| variant_value(&written.name.to_string())),
    };
    let is_catch_all = report_catch_all(&written, errors);
    let is_reported = is_catch_all || report_notation(&written, &value, errors);
    let attributes = if is_catch_all { Vec::new() } else { written.attributes };
    let attributes =
        attributes.into_iter().filter(|attribute| !is_rename(attribute, written.value.as_ref()));
    let written = ast::Variant { attributes: attributes.collect(), ..written };
    let ast::Variant { attributes, name, .. } = written;
    let name = lower_variant_name(&name, &value, is_reported, errors);
    Variant { name, value, docs: lower_attributes(attributes, Target::Variant, errors).docs }
}

/// Reports a variant for all other values, which is always generated; returns whether it is one.
fn report_catch_all(variant: &ast::Variant, errors: &mut Errors) -> bool {
    if variant.name == "Unknown" {
        return true;
    }
    let is_other = |argument: &Meta| argument.path().is_ident("other");
    let attribute =
        variant.attributes.iter().find(|attribute| arguments(&attribute.meta).iter().any(is_other));
    if let Some(attribute) = attribute {
        errors.over(
            &attribute.meta,
            "`Unknown` holds every value without a variant; remove this variant",
        );
    }
    let is_catch_all = is_catch_all_with_fields(variant);
    if attribute.is_none() && is_catch_all {
        errors.at(
            variant.name.span(),
            "`Unknown` holds every value without a variant; remove this variant",
        );
    }
    attribute.is_some() || is_catch_all
}

/// Whether the variant is written as `Other(String)`.
fn is_catch_all_with_fields(variant: &ast::Variant) -> bool {
    let has_fields = matches!(
        &variant.notation,
        Some(notation) if notation.kind == VariantNotationKind::Fields
    );
    let name = variant.name.to_string();
    has_fields && CATCH_ALL_NAMES.contains(&name.trim_start_matches('_')) && variant.value.is_none()
}

/// The arguments in `#[serde(rename = "value", other)]` or `#[strum(serialize = "value")]`.
fn arguments(meta: &Meta) -> Punctuated<Meta, Token![,]> {
    match meta {
        Meta::List(list) if list.path.is_ident("serde") || list.path.is_ident("strum") => {
            list.parse_args_with(Punctuated::parse_terminated).unwrap_or_default()
        }
        Meta::List(_) | Meta::Path(_) | Meta::NameValue(_) => Punctuated::new(),
    }
}

/// The value in `#[serde(rename = "value")]`, for a variant without one.
fn renamed(variant: &ast::Variant) -> Option<String> {
    variant.attributes.iter().find_map(rename)
}

/// Whether the attribute gives a variant its value.
fn is_rename(attribute: &ast::Attribute, value: Option<&LitStr>) -> bool {
    value.is_none() && rename(attribute).is_some()
}

fn rename(attribute: &ast::Attribute) -> Option<String> {
    // `to_string` takes precedence over `serialize`.
    let arguments = arguments(&attribute.meta);
    ["rename", "to_string", "serialize"].iter().find_map(|name| value_of(name, &arguments))
}

/// The value in `name = "value"`.
fn value_of(name: &str, arguments: &Punctuated<Meta, Token![,]>) -> Option<String> {
    arguments.iter().find_map(|argument| match argument {
        Meta::NameValue(MetaNameValue {
            path,
            value: Expr::Lit(ExprLit { lit: Lit::Str(value), .. }),
            ..
        }) if path.is_ident(name) => Some(value.value()),
        Meta::NameValue(_) | Meta::List(_) | Meta::Path(_) => None,
    })
}

/// Reports a variant in another notation, at most once. Returns whether it was reported.
fn report_notation(variant: &ast::Variant, value: &str, errors: &mut Errors) -> bool {
    let Some(notation) = &variant.notation else { return false };
    let rename =
        variant.attributes.iter().find(|attribute| is_rename(attribute, variant.value.as_ref()));
    if let (VariantNotationKind::MissingValue, Some(rename)) = (notation.kind, rename) {
        let line = line(&variant.name, value);
        errors.over(
            &rename.meta,
            format_args!(
                "a variant's value must follow its name; write {line} without this attribute"
            ),
        );
        return true;
    }
    let rule = match notation.kind {
        VariantNotationKind::MissingValue => "a variant must have a wire value",
        VariantNotationKind::Separator => &separator_rule(&notation.tokens),
        VariantNotationKind::NotFirst | VariantNotationKind::ValueOnly => STARTS_WITH_NAME,
        VariantNotationKind::Fields => "a variant cannot have fields",
        VariantNotationKind::Number => "the values of an open enum are strings, not numbers",
        VariantNotationKind::NotAString => "a wire value must be a string literal",
    };
    let line = line(&variant.name, value);
    let alternative = match notation.kind {
        VariantNotationKind::Number => " (the type of a field of numbers is `i32`)",
        VariantNotationKind::MissingValue
        | VariantNotationKind::Separator
        | VariantNotationKind::NotFirst
        | VariantNotationKind::ValueOnly
        | VariantNotationKind::Fields
        | VariantNotationKind::NotAString => "",
    };
    errors.over(&notation.tokens, format_args!("{rule}; write {line}{alternative}"));
    true
}

fn separator_rule(tokens: &TokenStream) -> String {
    let operator = tokens.to_string().replace(' ', "");
    if operator.contains(|letter| !"=:>-&".contains(letter)) {
        return "expected `=` after the variant's name".to_owned();
    }
    format!("a value follows `=`, not `{operator}`")
}

/// `` `Low = "low"` ``
fn line(name: &Ident, value: &str) -> String {
    format!("`{}`", bare_line(name, value))
}

fn bare_line(name: &Ident, value: &str) -> String {
    format!("{} = {value:?}", variant_name(&name.unraw().to_string()))
}

/// Returns a valid name. Reports a keyword and a name that is not in upper camel case with the line to
/// write, unless the variant `is_reported`.
fn lower_variant_name(name: &Ident, value: &str, is_reported: bool, errors: &mut Errors) -> Ident {
    let lower =
        |errors: &mut Errors| lower_name(name.clone(), "a variant", Case::UpperCamel, errors);
    let (mut lowered, is_valid) = Errors::checked(lower);
    if is_valid {
        return lowered;
    }
    if !is_reported {
        let (written, line) = (name.to_string(), line(name, value));
        let message = if has_raw_form(&written) {
            format!("the name of a variant must be upper camel case; write {line}")
        } else {
            format!("`{written}` is a keyword and cannot name a variant; write {line}")
        };
        errors.at(name.span(), message);
    }
    // The compiler's lints ignore a name from a macro.
    lowered.set_span(name.span().resolved_at(Span::call_site()));
    lowered
}

fn check_name_free(
    name: &Ident,
    written: &str,
    declared: &mut Declared,
    errors: &mut Errors,
) -> bool {
    if let Some(reserved) = EnumName::from_spelling(written.trim_start_matches("r#")) {
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
    let is_free = declared.names.insert(written.to_owned());
    if !is_free {
        errors.at(name.span(), format_args!("duplicate variant `{name}`; remove one"));
    }
    is_free
}

/// Reports an empty or duplicate value; returns whether the value is neither.
fn check_value(
    value: &str,
    span: Span,
    name: &str,
    declared: &mut Declared,
    errors: &mut Errors,
) -> bool {
    if value.is_empty() {
        errors.at(span, "a wire value must not be empty; write the value of this variant");
        return false;
    }
    let Some((first, first_span)) = declared.values.get(value) else {
        declared.values.insert(value.to_owned(), (name.to_owned(), span));
        return true;
    };
    // A variant that repeats both the name and the value has already been reported.
    if first != name {
        // In `Ajar = "closed", Closed = "closed"`, the first is wrong.
        let is_value_of = |name: &str| variant_value(name) == value;
        let (wrong, other, span) = if is_value_of(name) && !is_value_of(first) {
            (first.as_str(), name, *first_span)
        } else {
            (name, first.as_str(), span)
        };
        let meant = variant_value(wrong);
        let fix = if declared.values.contains_key(&meant) {
            "remove one".to_owned()
        } else {
            format!("write `{wrong} = {meant:?}` or remove one")
        };
        errors.at(span, format_args!("duplicate value `{value}`, also used by `{other}`; {fix}"));
    }
    false
}
