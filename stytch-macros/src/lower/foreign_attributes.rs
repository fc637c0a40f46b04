//! Interprets attributes of serde and other crates on fields, and suggests the equivalent notation.

mod endpoint;
mod meaning;

use proc_macro2::Span;
use quote::{quote, quote_spanned};
use syn::{LitStr, ext::IdentExt, spanned::Spanned};

pub(super) use self::meaning::foreign_attribute_message;
use self::meaning::{Meaning, meanings};
use super::{
    field_context::{FieldContext, can_have},
    field_line::{correct_name, correct_type, field_line},
    ty::{self, spelling},
};
use crate::{
    ast::{self, FieldType, Mark},
    errors::Errors,
    keyword::Section,
    model::Direction,
};

/// Removes the attributes that belong to other notations, reports each of them, and applies their
/// meaning to the field.
pub(crate) fn lower_foreign_attributes(
    field: &mut ast::Field,
    context: &mut FieldContext<'_>,
    errors: &mut Errors,
) {
    if field.attributes.iter().all(is_known) {
        return;
    }
    for attribute in std::mem::take(&mut field.attributes) {
        let meanings = meanings(&attribute.meta);
        let Some(first) = meanings.iter().min_by_key(|meaning| rank(meaning)) else {
            field.attributes.push(attribute);
            continue;
        };
        let rule = rule(first, field, *context);
        for meaning in &meanings {
            apply(meaning, attribute.meta.span(), field, context);
        }
        let message = match rule {
            Rule::Remove(rule) => format!("{rule}; remove this attribute"),
            Rule::Write(rule) => {
                let line = corrected_line(field, *context);
                format!("{rule}; write `{line}` without this attribute")
            }
            Rule::Move(rule) => {
                let line = corrected_line(field, *context);
                let section = context.section.map_or("", Section::as_str);
                format!("{rule}; move `{line}` to `{section}` without this attribute")
            }
            Rule::Other(rule) => rule.to_owned(),
            Rule::Flatten(rule) => format!("{rule}; write `#[flatten]` instead of this attribute"),
        };
        errors.over(&attribute.meta, message);
    }
}

/// Whether the attribute is one of the macros' own. A fast path: most fields have no other attributes.
fn is_known(attribute: &ast::Attribute) -> bool {
    let path = attribute.meta.path();
    path.is_ident("doc") || path.is_ident("flatten")
}

/// A rule, with the kind of fix that follows it in the message.
enum Rule {
    Remove(&'static str),
    Write(&'static str),
    Move(&'static str),
    Flatten(&'static str),
    /// The rule includes the fix.
    Other(&'static str),
}

fn corrected_line(field: &mut ast::Field, context: FieldContext<'_>) -> String {
    correct_name(field, context);
    correct_type(field, context);
    field_line(field, context)
}

/// The meaning with the lowest rank determines the message. Meanings that are visible in the suggested
/// line come first.
fn rank(meaning: &Meaning) -> u8 {
    match meaning {
        Meaning::WireName(_) => 0,
        Meaning::Section(..) => 1,
        Meaning::Optional | Meaning::Required | Meaning::Secret => 2,
        Meaning::Flattened => 3,
        Meaning::Skipped | Meaning::Encoded => 4,
        Meaning::Defaulted => 5,
        Meaning::Nothing(_) => 6,
    }
}

fn rule(meaning: &Meaning, field: &ast::Field, context: FieldContext<'_>) -> Rule {
    let is_sent = context.direction == Direction::Sent;
    match meaning {
        Meaning::WireName(_) => Rule::Write("a wire name must follow the field's type"),
        Meaning::Optional if context.section == Some(Section::Path) => {
            Rule::Remove("a path field cannot be optional")
        }
        Meaning::Optional if is_optional(field) => {
            Rule::Remove("an optional field is omitted when it is `None`")
        }
        Meaning::Optional => Rule::Write("an optional field is marked with `?`"),
        Meaning::Defaulted if !is_sent && is_optional(field) => {
            Rule::Remove("an absent field with `?` reads as `None`")
        }
        Meaning::Defaulted if !is_sent => {
            Rule::Remove("an absent field reads as the default of its type")
        }
        Meaning::Defaulted => rule(&Meaning::Optional, field, context),
        Meaning::Required if is_sent => {
            Rule::Remove("request fields are required unless marked `?`")
        }
        Meaning::Required if context.section.is_none() => {
            Rule::Remove("only a field of `response` can be required")
        }
        Meaning::Required => Rule::Write("a required field is marked with `!`"),
        Meaning::Secret => Rule::Write("a secret has the type `Secret`"),
        Meaning::Flattened if is_map(field) => {
            Rule::Flatten("a field for all other members has its own attribute")
        }
        Meaning::Flattened => Rule::Other(
            "only a map can be flattened; replace this field with the fields of its type",
        ),
        Meaning::Section(section, name) => section_rule(*section, name.as_ref(), context),
        Meaning::Skipped => Rule::Other("every field is sent or received; remove the field"),
        Meaning::Encoded => Rule::Other(
            "the type of a field determines how it is encoded; \
             declare one of your own with `serde_field!`, and remove this attribute",
        ),
        Meaning::Nothing(rule) => Rule::Remove(rule),
    }
}

fn section_rule(section: Section, name: Option<&LitStr>, context: FieldContext<'_>) -> Rule {
    match context.section {
        None if name.is_some() => Rule::Write("an object has no sections"),
        Some(Section::Response) if name.is_some() => {
            Rule::Write("the fields of `response` are in the body")
        }
        None => Rule::Remove("an object has no sections"),
        Some(Section::Response) => Rule::Remove("the fields of `response` are in the body"),
        Some(current) if current == section && name.is_none() => {
            Rule::Remove("the section determines where a field is sent")
        }
        Some(current) if current == section => {
            Rule::Write("the section determines where a field is sent")
        }
        Some(Section::Path | Section::Query | Section::Header | Section::Body) => {
            Rule::Move("the section determines where a field is sent")
        }
    }
}

fn is_optional(field: &ast::Field) -> bool {
    let is_option = |ty: &FieldType| matches!(ty, FieldType::Rust(ty) if ty::is_optional(ty));
    matches!(field.mark, Some(Mark::Optional(_))) || field.ty.as_ref().is_some_and(is_option)
}

fn is_map(field: &ast::Field) -> bool {
    let Some(FieldType::Rust(ty)) = &field.ty else { return false };
    let ty = spelling(ty);
    let ty = ty.trim_start_matches("std::collections::").trim_start_matches("stytch_api::");
    ty == "Metadata" || ty.starts_with("BTreeMap<") || ty.starts_with("HashMap<")
}

/// Applies the attribute's meaning to the field, unless the field itself contradicts it.
fn apply(meaning: &Meaning, span: Span, field: &mut ast::Field, context: &mut FieldContext<'_>) {
    let optional = Mark::Optional(span);
    let required = Mark::Required(span);
    match meaning {
        Meaning::WireName(name) => set_wire_name(field, name),
        Meaning::Optional => set_mark(field, optional, *context),
        Meaning::Flattened if is_map(field) => {
            let attribute = quote_spanned!(span=> flatten);
            if let Ok(meta) = syn::parse2(attribute.clone()) {
                field.attributes.push(ast::Attribute { tokens: quote!(#[#attribute]), meta });
            }
        }
        // Without the mark, the field would be a required argument of `new`, and the compiler would
        // report each call without it.
        Meaning::Defaulted | Meaning::Flattened if context.direction == Direction::Sent => {
            set_mark(field, optional, *context);
        }
        Meaning::Required => set_mark(field, required, *context),
        Meaning::Secret => {
            field.ty = syn::parse2(quote_spanned!(span=> Secret))
                .ok()
                .map(|ty| FieldType::Rust(Box::new(ty)));
        }
        Meaning::Section(section, name) => {
            if context.section.is_some_and(Section::is_request) {
                context.section = Some(*section);
            }
            if let Some(name) = name {
                set_wire_name(field, name);
            }
        }
        Meaning::Defaulted
        | Meaning::Flattened
        | Meaning::Skipped
        | Meaning::Encoded
        | Meaning::Nothing(_) => {}
    }
}

fn set_wire_name(field: &mut ast::Field, name: &LitStr) {
    let is_same = field.name.unraw() == name.value();
    if field.wire_name.is_none() && !is_same {
        field.wire_name = Some(LitStr::new(&name.value(), name.span()));
    }
}

/// Sets the mark, except on an `Option`, whose own message already suggests the mark.
fn set_mark(field: &mut ast::Field, mark: Mark, context: FieldContext<'_>) {
    if field.mark.is_none() && !is_optional(field) && can_have(mark, context) {
        field.mark = Some(mark);
    }
}
