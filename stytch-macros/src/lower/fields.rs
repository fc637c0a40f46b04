//! Fields: names, marks, types, wire names, and which of them may stand where.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use syn::{LitStr, ext::IdentExt};

use super::{
    attributes::{Target, lower_attributes},
    name::{Case, lower_name, snake_case_of},
    placement::{check_generated_names, check_placement},
    ty::{lower_type, option_argument, spelling},
    wire_name::{check_wire_name_once, lower_wire_name},
};
use crate::{
    ast::{self, Mark},
    errors::Errors,
    fallback::any_type,
    keyword::Section,
    model::{BodyFormat, Docs, Envelope, Field, HeaderName, Presence, Shape, Type},
};

/// The most fields that one type has.
const MOST_FIELDS: usize = 256;

/// What the fields of one list share.
#[derive(Clone, Copy)]
pub(crate) struct FieldContext<'a> {
    /// The path of `stytch-api`.
    pub(crate) krate: &'a TokenStream,
    /// `None` in an object.
    pub(crate) section: Option<Section>,
    pub(crate) body: BodyFormat,
    pub(crate) envelope: Envelope,
}

/// Adds the valid fields of `written` to `fields`; the others are reported and omitted.
pub(crate) fn lower_fields(
    written: Vec<ast::Field>,
    context: FieldContext<'_>,
    fields: &mut Vec<Field>,
    errors: &mut Errors,
) {
    for field in written {
        let field = lower_field(field, context, errors);
        let is_free = check_generated_names(&field, errors)
            && check_name_once(&field, fields, errors)
            && check_not_envelope(&field, context.envelope, errors);
        if is_free {
            check_wire_name_once(&field, fields, errors);
            fields.push(field);
        }
    }
    if let Some(first) = fields.get(MOST_FIELDS) {
        errors.at(
            first.ident.span(),
            format_args!("a type has {MOST_FIELDS} fields at most; move some into an `object!`"),
        );
        fields.truncate(MOST_FIELDS);
    }
}

/// What every response carries beside its own fields.
pub(crate) fn envelope_fields() -> [Field; 2] {
    let field = |name: &str, docs: &str, tokens: TokenStream, shape: Shape| Field {
        ident: Ident::new(name, Span::call_site()),
        name: name.to_owned(),
        wire_name: name.to_owned(),
        header: HeaderName::None,
        docs: Docs { attributes: TokenStream::new(), text: docs.to_owned() },
        section: Some(Section::Response),
        presence: Presence::Zero,
        ty: Type { tokens, span: Span::call_site(), shape },
    };
    [
        field("status_code", "HTTP status, as the body repeats it.", quote!(i32), Shape::I32),
        field(
            "request_id",
            "ID of this call in Stytch's logs, to name when asking for support.",
            quote!(::std::string::String),
            Shape::String,
        ),
    ]
}

fn lower_field(
    written: ast::Field,
    FieldContext { krate, section, body, .. }: FieldContext<'_>,
    errors: &mut Errors,
) -> Field {
    let ast::Field { attributes, name, mark, ty, wire_name } = written;
    let ident = lower_name(name, "a field", Case::Any, errors);
    check_field_case(&ident, mark, ty.as_ref(), wire_name.as_ref(), section, errors);
    let name = ident.unraw().to_string();
    let docs = lower_attributes(attributes, Target::FieldOrVariant, errors).docs;
    let presence = lower_mark(mark, section, errors);
    let (ty, presence) = lower_field_type(ty.as_ref(), &ident, presence, krate, errors);
    let field = Field {
        wire_name: wire_name.as_ref().map_or_else(|| name.clone(), LitStr::value),
        header: lower_wire_name(wire_name.as_ref(), &name, &ty, section, errors),
        ident,
        name,
        docs,
        section,
        presence,
        ty,
    };
    check_placement(&field, body, errors);
    field
}

/// Reports a field that is named as on the wire, where that is not as in Rust.
fn check_field_case(
    ident: &Ident,
    mark: Option<Mark>,
    ty: Option<&syn::Type>,
    wire_name: Option<&LitStr>,
    section: Option<Section>,
    errors: &mut Errors,
) {
    let Some(fix) = snake_case_of(ident) else { return };
    let message = match (ty, wire_name) {
        (Some(ty), None) if section != Some(Section::Header) => {
            let (mark, ty) = (mark.map_or("", Mark::as_str), spelling(ty));
            let name = ident.unraw();
            format!("write `{fix}{mark}: {ty} = \"{name}\"`")
        }
        _ => format!("write `{fix}`"),
    };
    errors.at(ident.span(), format_args!("a field is named in snake case; {message}"));
}

fn lower_mark(mark: Option<Mark>, section: Option<Section>, errors: &mut Errors) -> Presence {
    let is_request = section.is_some_and(Section::is_request);
    let unmarked = if is_request { Presence::Required } else { Presence::Zero };
    let Some(mark) = mark else { return unmarked };
    match mark {
        Mark::Question(span) => match section {
            Some(Section::Path) => {
                errors.at(span, "a path field is always there; remove the `?`");
                unmarked
            }
            Some(Section::Query | Section::Header | Section::Body | Section::Response) | None => {
                Presence::Optional
            }
        },
        Mark::Exclamation(span) => match section {
            Some(Section::Response) => Presence::Required,
            Some(Section::Path | Section::Query | Section::Header | Section::Body) => {
                errors.at(span, "an unmarked field of a request is required; remove the `!`");
                unmarked
            }
            None => {
                errors.at(
                    span,
                    "a call is not failed for what lies within an object; remove the `!` or write `?`",
                );
                unmarked
            }
        },
    }
}

/// Reads `Option<T>`, which is reported, as `?`.
fn lower_field_type(
    written: Option<&syn::Type>,
    ident: &Ident,
    presence: Presence,
    krate: &TokenStream,
    errors: &mut Errors,
) -> (Type, Presence) {
    let Some(written) = written else {
        return (any_type(krate, ident.span()), presence);
    };
    let Some(mut inner) = option_argument(written) else {
        return (lower_type(written, krate, errors), presence);
    };
    while let Some(innermost) = option_argument(inner) {
        inner = innermost;
    }
    let fix = spelling(inner);
    errors.over(
        written,
        format_args!("a mark says that a field is optional; write `{ident}?: {fix}`"),
    );
    (lower_type(inner, krate, errors), Presence::Optional)
}

/// Whether no earlier field of the type has the name.
fn check_name_once(field: &Field, fields: &[Field], errors: &mut Errors) -> bool {
    let Some(first) = fields.iter().find(|first| first.name == field.name) else { return true };
    let Field { name, ident, .. } = field;
    let message = match field.section {
        None => format!("field `{name}` stands twice in the object; remove one"),
        Some(section) if first.section == Some(section) => {
            let section = section.as_str();
            format!("field `{name}` stands twice in `{section}`; remove one")
        }
        Some(section) => {
            let (first, section) = (first.container(), section.as_str());
            format!(
                "field `{name}` stands in `{first}` and in `{section}`; \
                 rename one and give its name on the wire, `{section}_{name}: … = \"{name}\"`"
            )
        }
    };
    errors.at(ident.span(), message);
    false
}

/// Whether the field is not one that every response has.
fn check_not_envelope(field: &Field, envelope: Envelope, errors: &mut Errors) -> bool {
    let has_envelope = field.section == Some(Section::Response) && envelope == Envelope::Stytch;
    let is_envelope = |name: &str| matches!(name, "status_code" | "request_id");
    if !has_envelope || !(is_envelope(&field.name) || is_envelope(&field.wire_name)) {
        return true;
    }
    errors.at(
        field.ident.span(),
        "every response has `status_code` and `request_id`; \
         remove this, or write `#[bare]` if it has neither",
    );
    false
}
