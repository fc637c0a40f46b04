//! Lowers fields: names, marks, types and wire names.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use syn::{LitStr, ext::IdentExt};

use super::{
    attributes::{Attributes, lower_attributes},
    field_context::FieldContext,
    field_line::{correct_name, field_line, renamed_line},
    field_notation::{lower_field_notation, lower_properties},
    field_type::lower_field_type,
    flatten::{check_flattened, check_flattened_once, lower_flattened},
    foreign_attributes::lower_foreign_attributes,
    name::{Case, lower_name, snake_case_of},
    placement::{check_generated_names, check_placement},
    target::Target,
    ty::TypeOwner,
    wire_name::{check_wire_name_once, lower_wire_name},
};
use crate::{
    ast::{self, Mark},
    errors::Errors,
    fallback::{any_type, has_raw_form},
    generated::EnvelopeField,
    keyword::Section,
    model::{Direction, Docs, Envelope, Field, HeaderName, Presence, Type, TypeKind},
};

/// The maximum number of fields of a type.
const MAX_FIELDS: usize = 256;

/// Adds the valid fields of `written` to `fields`; the others are reported and omitted.
pub(crate) fn lower_fields(
    mut written: Vec<ast::Field>,
    context: FieldContext<'_>,
    fields: &mut Vec<Field>,
    errors: &mut Errors,
) {
    lower_properties(&mut written, context, errors);
    for field in written {
        let wire_name = field.wire_name.as_ref().map(LitStr::span);
        let mut field = lower_field(field, context, errors);
        let is_free = check_generated_names(&field, context.direction, errors)
            && check_name_once(&field, fields, errors)
            && check_not_envelope(&field, context.envelope, errors);
        // Further fields are dropped: the checks compare each field with all earlier ones, which is
        // quadratic.
        if is_free && fields.len() <= MAX_FIELDS {
            check_wire_name_once(&field, wire_name, fields, errors);
            check_flattened_once(&mut field, fields, errors);
            fields.push(field);
        }
    }
    if let Some(first) = fields.get(MAX_FIELDS) {
        errors.at(
            first.ident.span(),
            format_args!(
                "a type can have at most {MAX_FIELDS} fields; move some into an `object!`"
            ),
        );
        fields.truncate(MAX_FIELDS);
    }
}

/// The fields that every response has in addition to those of its spec.
pub(crate) fn envelope_fields() -> impl Iterator<Item = Field> {
    EnvelopeField::ALL.iter().map(|field| {
        let (docs, tokens, kind) = match field {
            EnvelopeField::StatusCode => {
                ("The HTTP status code, repeated in the body.", quote!(i32), TypeKind::I32)
            }
            EnvelopeField::RequestId => (
                "ID that Stytch assigned to the request; quote it when you ask for support.",
                quote!(::std::string::String),
                TypeKind::String,
            ),
        };
        let name = field.as_str();
        Field {
            ident: Ident::new(name, Span::call_site()),
            name: name.to_owned(),
            wire_name: name.to_owned(),
            header: HeaderName::None,
            docs: Docs { attributes: TokenStream::new(), text: docs.to_owned() },
            section: Some(Section::Response),
            presence: Presence::Defaulted,
            is_flattened: false,
            ty: Type { ends: tokens.clone(), tokens, span: Span::call_site(), kind },
        }
    })
}

fn lower_field(
    mut written: ast::Field,
    mut context: FieldContext<'_>,
    errors: &mut Errors,
) -> Field {
    lower_foreign_attributes(&mut written, &mut context, errors);
    check_flattened(&mut written, &mut context, errors);
    lower_field_notation(&mut written, context, errors);
    check_field_name(&mut written, context, errors);
    let FieldContext { krate, section, direction, body, .. } = context;
    let ast::Field { attributes, name, mark, ty, wire_name, notation: _ } = written;
    let ident = lower_name(name, "a field", Case::Any, errors);
    let name = ident.unraw().to_string();
    let Attributes { docs, is_flattened, .. } = lower_attributes(attributes, Target::Field, errors);
    let presence = lower_mark(mark, section, direction, errors);
    let owner =
        TypeOwner { krate, ident: &ident, section, body, presence, wire_name: wire_name.as_ref() };
    let mut type_errors = Errors::new();
    let (ty, presence) = lower_field_type(ty.as_ref(), owner, &mut type_errors);
    let header = lower_wire_name(wire_name.as_ref(), &ident, &ty, presence, section, errors);
    let lacks_wire_name = wire_name.is_none() && matches!(header, HeaderName::Written);
    let mut field = Field {
        wire_name: wire_name.as_ref().map_or_else(|| name.clone(), LitStr::value),
        header,
        ident,
        name,
        docs,
        section,
        presence,
        is_flattened: false,
        ty,
    };
    if is_flattened {
        errors.append(type_errors);
        lower_flattened(&mut field, body, krate, errors);
    } else if !check_placement(&field, body, errors) {
        // The message of `check_placement` already suggests a type.
        type_errors.discard();
        field.ty = any_type(krate, field.ty.span);
    } else if lacks_wire_name && !field.ty.has_stand_in() {
        // The message about the wire name shows the valid type.
        type_errors.discard();
    } else {
        errors.append(type_errors);
    }
    field
}

/// Reports a name that is not snake case, usually a wire name used as a Rust name, or a keyword that
/// cannot be a Rust name.
fn check_field_name(field: &mut ast::Field, context: FieldContext<'_>, errors: &mut Errors) {
    let name = field.name.clone();
    let rule = if !has_raw_form(&name.to_string()) {
        format!("`{name}` is a keyword and cannot name a field")
    } else if snake_case_of(&name).is_some() {
        "the name of a field must be snake case".to_owned()
    } else {
        return;
    };
    correct_name(field, context);
    let line = field_line(field, context);
    errors.at(name.span(), format_args!("{rule}; write `{line}`"));
}

fn lower_mark(
    mark: Option<Mark>,
    section: Option<Section>,
    direction: Direction,
    errors: &mut Errors,
) -> Presence {
    let unmarked = match direction {
        Direction::Sent => Presence::Required,
        Direction::Received => Presence::Defaulted,
    };
    let Some(mark) = mark else { return unmarked };
    match mark {
        Mark::Optional(span) => match section {
            Some(Section::Path) => {
                errors.at(span, "a path field cannot be optional; remove the `?`");
                unmarked
            }
            Some(Section::Query | Section::Header | Section::Body | Section::Response) | None => {
                Presence::Optional
            }
        },
        Mark::Required(span) => match (section, direction) {
            (Some(Section::Response), _) => Presence::Required,
            (Some(_) | None, Direction::Sent) => {
                errors.at(span, "request fields are required unless marked `?`; remove the `!`");
                unmarked
            }
            (Some(_) | None, Direction::Received) => {
                errors.at(
                    span,
                    "only a field of `response` can be marked `!`; remove the `!`, \
                     or write `?` if it matters whether the field is absent",
                );
                unmarked
            }
        },
    }
}

/// Reports a field with the name of an earlier one; returns whether the name is free.
fn check_name_once(field: &Field, fields: &[Field], errors: &mut Errors) -> bool {
    let Some(first) = fields.iter().find(|first| first.name == field.name) else { return true };
    let Field { name, ident, .. } = field;
    let message = match field.section {
        None => format!("duplicate field `{name}` in the object; rename or remove one"),
        Some(section) if first.section == Some(section) => {
            let section = section.as_str();
            format!("duplicate field `{name}` in `{section}`; rename or remove one")
        }
        Some(section) => {
            let (first, section) = (first.container(), section.as_str());
            let line = renamed_line(field, &format!("{section}_{name}"));
            format!(
                "field `{name}` is in both `{first}` and `{section}`; \
                 remove one, or rename it and add its wire name, as in `{line}`"
            )
        }
    };
    errors.at(ident.span(), message);
    false
}

/// Reports a declared `status_code` or `request_id`; returns whether the field is neither.
fn check_not_envelope(field: &Field, envelope: Envelope, errors: &mut Errors) -> bool {
    let has_envelope = field.section == Some(Section::Response) && envelope == Envelope::Stytch;
    let is_envelope = |name: &str| EnvelopeField::from_spelling(name).is_some();
    if !has_envelope || !(is_envelope(&field.name) || is_envelope(&field.wire_name)) {
        return true;
    }
    errors.at(
        field.ident.span(),
        "every response already has `status_code` and `request_id`; \
         remove this field, or add `#[bare]` if the response has neither",
    );
    false
}
