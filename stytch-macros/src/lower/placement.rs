//! Checks which types each section can hold, and which names are reserved for generated code.

use proc_macro2::Ident;
use syn::{Meta, ext::IdentExt};

use super::{
    attributes::arguments::argument_text,
    field_line::{line_as, renamed_line},
    text_form::{non_text_element_noun, non_text_noun},
    wire_name::{header_name, reserved_header},
};
use crate::{
    ast,
    errors::Errors,
    generated::{Constructor, ResourceFunction},
    keyword::Section,
    model::{BodyFormat, Direction, Field, Presence, TypeKind},
};

/// Reports a type that cannot be sent in the field's section; returns whether it can.
pub(crate) fn check_placement(field: &Field, body: BodyFormat, errors: &mut Errors) -> bool {
    let (location, takes_lists) = match (field.section, body) {
        (Some(Section::Path), _) => ("a path segment", false),
        (Some(Section::Query), _) => ("a query parameter", true),
        (Some(Section::Header), _) => ("a header", false),
        (Some(Section::Body), BodyFormat::Form) => ("a form field", true),
        (Some(Section::Body), BodyFormat::None | BodyFormat::Json)
        | (Some(Section::Response) | None, _) => return true,
    };
    let (rejected, fix) = match &field.ty.kind {
        TypeKind::List(element) if takes_lists => {
            (non_text_element_noun(&element.kind), "write `Vec<String>`")
        }
        TypeKind::F64 if !takes_lists => (Some("a float"), "write `String` or move the field"),
        kind => (non_text_noun(kind), "write `String` or move the field"),
    };
    let Some(rejected) = rejected else { return true };
    let mut fix = fix.to_owned();
    if field.section == Some(Section::Header) {
        let header = header_of(field);
        if reserved_header(&header).is_some() {
            // The message about the name says to remove the field.
            return false;
        }
        let line = line_as(field, &field.ident.to_string(), "String", &header);
        let is_list = matches!(field.ty.kind, TypeKind::List(_));
        let rest = if is_list { ", with commas between the values" } else { " or move the field" };
        fix = format!("write `{line}`{rest}");
    }
    errors.over(&field.ty.ends, format_args!("{location} cannot hold {rejected}; {fix}"));
    false
}

/// The name of the header for a field, even if it has no wire name.
fn header_of(field: &Field) -> String {
    if field.wire_name == field.name { header_name(&field.name) } else { field.wire_name.clone() }
}

/// Reports a method or child resource that conflicts with a function that `resource!` generates; returns
/// whether the name is free.
pub(crate) fn check_resource_name(
    name: &Ident,
    resource: &Ident,
    noun: &str,
    errors: &mut Errors,
) -> bool {
    let is_free = ResourceFunction::from_spelling(&name.unraw().to_string()).is_none();
    if !is_free {
        errors.at(
            name.span(),
            format_args!("`resource!` already generates `{resource}::{name}`; rename the {noun}"),
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
    let hides = match Constructor::from_spelling(&field.name) {
        Some(Constructor::New) => direction == Direction::Sent,
        Some(Constructor::Default) => true,
        None => false,
    };
    let is_free = !(has_setter && hides);
    if !is_free {
        let name = &field.name;
        let line = renamed_line(field, &format!("{name}_value"));
        errors.at(
            field.ident.span(),
            format_args!(
                "setter `{name}` conflicts with the generated `{name}`; \
                 write `{line}`"
            ),
        );
    }
    is_free
}

/// Rejects `#[host(management)]` on an endpoint with a resource, whose client the resource determines.
pub(super) fn check_host_of_method(attributes: &[ast::Attribute], errors: &mut Errors) {
    let is_management = |meta: &Meta| {
        meta.path().is_ident("host") && argument_text(meta).is_some_and(|host| host == "management")
    };
    for attribute in attributes.iter().filter(|attribute| is_management(&attribute.meta)) {
        errors.over(
            &attribute.meta,
            "the resource determines the API of its endpoints; move `#[host(management)]` to the `resource!`",
        );
    }
}
