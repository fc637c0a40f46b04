//! Checks which types each section can hold, and which names are reserved for generated code.

use proc_macro2::Ident;

use crate::{
    errors::Errors,
    keyword::Section,
    model::{BodyFormat, Direction, Field, Presence, Shape},
};

/// Reports a type that cannot be sent in the field's section.
pub(crate) fn check_placement(field: &Field, body: BodyFormat, errors: &mut Errors) {
    let (location, takes_lists) = match (field.section, body) {
        (Some(Section::Path), _) => ("a path segment", false),
        (Some(Section::Query), _) => ("a query parameter", true),
        (Some(Section::Header), _) => ("a header", false),
        (Some(Section::Body), BodyFormat::Form) => ("a form field", true),
        (Some(Section::Body), BodyFormat::None | BodyFormat::Json)
        | (Some(Section::Response) | None, _) => return,
    };
    let (rejected, fix) = match &field.ty.shape {
        Shape::List(element) if takes_lists => {
            (unplaceable_element(&element.shape), "write a list of strings")
        }
        Shape::F64 if !takes_lists => (Some("a float"), "write `String` or move the field"),
        shape => (unplaceable(shape), "write `String` or move the field"),
    };
    if let Some(rejected) = rejected {
        errors.over(&field.ty.tokens, format_args!("{location} cannot hold {rejected}; {fix}"));
    }
}

fn unplaceable_element(shape: &Shape) -> Option<&'static str> {
    if let Shape::List(_) = shape { Some("a list of lists") } else { unplaceable(shape) }
}

/// Names a shape that has no plain text form.
fn unplaceable(shape: &Shape) -> Option<&'static str> {
    match shape {
        Shape::List(_) => Some("a list"),
        Shape::Map(_) => Some("a map"),
        Shape::Metadata => Some("`Metadata`"),
        Shape::Json => Some("`Json`"),
        Shape::Nullable(_) => Some("`null`"),
        Shape::Bool
        | Shape::I32
        | Shape::I64
        | Shape::U32
        | Shape::U64
        | Shape::F64
        | Shape::String
        | Shape::Secret
        | Shape::Timestamp
        | Shape::Other => None,
    }
}

/// Whether a shape is known to have a plain text form.
pub(crate) fn is_text(shape: &Shape) -> bool {
    unplaceable(shape).is_none() && !matches!(shape, Shape::Other)
}

/// Reports a method that conflicts with one that `resource!` generates; returns whether the name is
/// free.
pub(crate) fn check_method_name(name: &Ident, resource: &Ident, errors: &mut Errors) -> bool {
    let is_free = name != "new" && name != "endpoints";
    if !is_free {
        errors.at(
            name.span(),
            format_args!("`resource!` already generates `{resource}::{name}`; rename the method"),
        );
    }
    is_free
}

/// Reports a setter that conflicts with generated code; returns whether the name is free.
pub(crate) fn check_generated_names(
    field: &Field,
    direction: Direction,
    errors: &mut Errors,
) -> bool {
    let is_in_object = field.section.is_none();
    let is_in_request = !is_in_object && direction == Direction::Sent;
    let has_setter = is_in_object || (is_in_request && field.presence == Presence::Optional);
    let hides = match field.name.as_str() {
        "new" => direction == Direction::Sent,
        "default" => true,
        _ => false,
    };
    let is_free = !(has_setter && hides);
    if !is_free {
        let name = &field.name;
        let mark = if field.presence == Presence::Optional { "?" } else { "" };
        errors.at(
            field.ident.span(),
            format_args!(
                "setter `{name}` conflicts with the generated `{name}`; \
                 write `{name}_value{mark}: … = \"{name}\"`"
            ),
        );
    }
    is_free
}
