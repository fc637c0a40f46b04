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
    model::{Docs, Field, HeaderName, Place, Presence, Shape, Type},
};

/// The most fields that one type has.
const MOST_FIELDS: usize = 256;

/// What fields are part of.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Home {
    Path,
    Query,
    Header,
    Body,
    FormBody,
    Response,
    BareResponse,
    Object,
}

impl Home {
    /// Its name in a spec.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Body | Self::FormBody => "body",
            Self::Response | Self::BareResponse => "response",
            Self::Object => "object",
        }
    }

    pub(crate) fn is_request(self) -> bool {
        !matches!(self, Self::Response | Self::BareResponse | Self::Object)
    }

    fn place(self) -> Place {
        match self {
            Self::Path => Place::Path,
            Self::Query => Place::Query,
            Self::Header => Place::Header,
            _ => Place::Body,
        }
    }
}

/// Adds the valid ones of `written` to `fields`; the others are reported and left out.
pub(crate) fn lower_fields(
    written: Vec<ast::Field>,
    home: Home,
    krate: &TokenStream,
    fields: &mut Vec<Field>,
    errors: &mut Errors,
) {
    for field in written {
        let field = lower_field(field, home, krate, errors);
        let is_free = check_generated_names(&field, home, errors)
            && check_name_once(&field, fields, home, errors)
            && check_not_envelope(&field, home, errors);
        if is_free {
            check_wire_name_once(&field, fields, home, errors);
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
        place: Place::Body,
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

fn lower_field(written: ast::Field, home: Home, krate: &TokenStream, errors: &mut Errors) -> Field {
    let ast::Field { attributes, name, mark, ty, wire_name } = written;
    let ident = lower_name(name, "a field", Case::Any, errors);
    check_field_case(&ident, mark, ty.as_ref(), wire_name.as_ref(), home, errors);
    let name = ident.unraw().to_string();
    let docs = lower_attributes(attributes, Target::FieldOrVariant, errors).docs;
    let presence = lower_mark(mark, home, errors);
    let (ty, presence) = lower_field_type(ty.as_ref(), &ident, presence, krate, errors);
    let field = Field {
        wire_name: wire_name.as_ref().map_or_else(|| name.clone(), LitStr::value),
        header: lower_wire_name(wire_name.as_ref(), &name, &ty, home, errors),
        ident,
        name,
        docs,
        place: home.place(),
        presence,
        ty,
    };
    check_placement(&field, home, errors);
    field
}

/// Reports a field that is named as on the wire, where that is not as in Rust.
fn check_field_case(
    ident: &Ident,
    mark: Mark,
    ty: Option<&syn::Type>,
    wire_name: Option<&LitStr>,
    home: Home,
    errors: &mut Errors,
) {
    let Some(fix) = snake_case_of(ident) else { return };
    let message = match (ty, wire_name) {
        (Some(ty), None) if home != Home::Header => {
            let (mark, ty) = (mark.as_str(), spelling(ty));
            let name = ident.unraw();
            format!("write `{fix}{mark}: {ty} = \"{name}\"`")
        }
        _ => format!("write `{fix}`"),
    };
    errors.at(ident.span(), format_args!("a field is named in snake case; {message}"));
}

fn lower_mark(mark: Mark, home: Home, errors: &mut Errors) -> Presence {
    let unmarked = if home.is_request() { Presence::Required } else { Presence::Zero };
    match (mark, home) {
        (Mark::None, _) => unmarked,
        (Mark::Question(span), Home::Path) => {
            errors.at(span, "a path field is always there; remove the `?`");
            unmarked
        }
        (Mark::Question(_), _) => Presence::Optional,
        (Mark::Exclamation(_), Home::Response | Home::BareResponse) => Presence::Required,
        (Mark::Exclamation(span), Home::Object) => {
            errors.at(
                span,
                "a call is not failed for what lies within an object; remove the `!` or write `?`",
            );
            unmarked
        }
        (Mark::Exclamation(span), _) => {
            errors.at(span, "an unmarked field of a request is required; remove the `!`");
            unmarked
        }
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
fn check_name_once(field: &Field, fields: &[Field], home: Home, errors: &mut Errors) -> bool {
    let Some(first) = fields.iter().find(|first| first.name == field.name) else { return true };
    let Field { name, ident, .. } = field;
    let span: Span = ident.span();
    let section = home.name();
    if first.place == field.place {
        let home =
            if home == Home::Object { "the object".to_owned() } else { format!("`{section}`") };
        errors.at(span, format_args!("field `{name}` stands twice in {home}; remove one"));
    } else {
        let first = first.place.section();
        errors.at(
            span,
            format_args!(
                "field `{name}` stands in `{first}` and in `{section}`; \
                 rename one and give its name on the wire, `{section}_{name}: … = \"{name}\"`"
            ),
        );
    }
    false
}

/// Whether the field is none of those that every response has.
fn check_not_envelope(field: &Field, home: Home, errors: &mut Errors) -> bool {
    let is_envelope = |name: &str| matches!(name, "status_code" | "request_id");
    if home != Home::Response || !(is_envelope(&field.name) || is_envelope(&field.wire_name)) {
        return true;
    }
    errors.at(
        field.ident.span(),
        "every response has `status_code` and `request_id`; \
         remove this, or write `#[bare]` if it has neither",
    );
    false
}
