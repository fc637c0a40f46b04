//! Lowers wire names.

use proc_macro2::{Ident, Span};
use syn::{LitStr, ext::IdentExt};

use super::{text_form::fits_header, ty::spelling};
use crate::{
    errors::Errors,
    keyword::Section,
    model::{Field, HeaderName, Presence, Type, TypeKind},
    suggest::upper_camel,
};

/// Headers that frame HTTP messages: another value could truncate the body or break the connection.
/// The client rejects the same names when they are added to a call.
const FRAMING_HEADERS: [&str; 9] = [
    "connection",
    "content-length",
    "expect",
    "host",
    "keep-alive",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

const REMOVE: &str = "remove the field, and `header` if it has no other field";

/// Headers that the client sets, with the alternative to suggest. The client's own list is in
/// `http/config.rs`.
const CLIENT_HEADERS: [(&str, &str); 4] = [
    ("accept", ""),
    ("authorization", " (for other credentials, write `#[no_auth]` and use `Call::header`)"),
    ("content-type", " (for a form, write `#[form]`)"),
    ("user-agent", "; use `ClientBuilder::user_agent`"),
];

/// Checks the wire name and returns how a header field gets the name of its header.
pub(crate) fn lower_wire_name(
    written: Option<&LitStr>,
    name: &Ident,
    ty: &Type,
    presence: Presence,
    section: Option<Section>,
    errors: &mut Errors,
) -> HeaderName {
    let is_header = match section {
        Some(Section::Header) => true,
        Some(Section::Path | Section::Query | Section::Body | Section::Response) | None => false,
    };
    match written {
        Some(written) => check_wire_name(written, is_header, errors),
        None if is_header => return lower_missing_header_name(name, ty, presence, errors),
        None => {}
    }
    if is_header { HeaderName::Written } else { HeaderName::None }
}

fn check_wire_name(written: &LitStr, is_header: bool, errors: &mut Errors) {
    let value = written.value();
    if value.is_empty() {
        errors.at(written.span(), "a wire name must not be empty; write one or remove the `=`");
    } else if is_header && !value.bytes().all(is_header_byte) {
        let name = valid_header_name(&value);
        errors.at(
            written.span(),
            format_args!(
                "a header name can contain only ASCII letters, digits and `-`; write `{name:?}`"
            ),
        );
    } else if is_header && let Some(message) = reserved_header(&value) {
        errors.at(written.span(), message);
    }
}

/// The reason why a field cannot be sent in the header; `None` if it can.
pub(crate) fn reserved_header(name: &str) -> Option<String> {
    let is_it = |header: &str| name.eq_ignore_ascii_case(header);
    if FRAMING_HEADERS.iter().any(|header| is_it(header)) {
        return Some(format!("this header is set by the HTTP client; {REMOVE}"));
    }
    let (_, alternative) = CLIENT_HEADERS.iter().find(|(header, _)| is_it(header))?;
    Some(format!("the client sets `{name}` itself; {REMOVE}{alternative}"))
}

/// Reports a missing header name, unless the type can provide one.
fn lower_missing_header_name(
    name: &Ident,
    ty: &Type,
    presence: Presence,
    errors: &mut Errors,
) -> HeaderName {
    match ty.kind {
        TypeKind::Boxed(_) | TypeKind::Other => return HeaderName::OfType,
        TypeKind::StandIn => return HeaderName::Written,
        TypeKind::Bool
        | TypeKind::I32
        | TypeKind::I64
        | TypeKind::U32
        | TypeKind::U64
        | TypeKind::F64
        | TypeKind::String
        | TypeKind::Secret
        | TypeKind::Timestamp
        | TypeKind::Json
        | TypeKind::Metadata
        | TypeKind::List(_)
        | TypeKind::Map(_)
        | TypeKind::Nullable(_) => {}
    }
    let header = header_name(&name.unraw().to_string());
    // The message about a type that a header cannot hold includes the name.
    let message = reserved_header(&header).or_else(|| {
        let mark = if presence == Presence::Optional { "?" } else { "" };
        let spelling = spelling(&ty.tokens);
        fits_header(&ty.kind).then(|| {
            format!(
                "a header field must have a wire name; \
                 write `{name}{mark}: {spelling} = \"{header}\"`"
            )
        })
    });
    if let Some(message) = message {
        errors.over(&ty.ends, message);
    }
    HeaderName::Written
}

/// The usual name of the header for a field: `Trace-Id` for `trace_id`.
pub(crate) fn header_name(name: &str) -> String {
    let words: Vec<_> = name.split('_').filter(|word| !word.is_empty()).map(upper_camel).collect();
    valid_header_name(&words.join("-"))
}

/// Removes the characters that are invalid in a header name; returns `Name` if nothing remains.
fn valid_header_name(name: &str) -> String {
    let is_valid = |letter: char| u8::try_from(letter).is_ok_and(is_header_byte);
    let words: Vec<_> =
        name.split(|letter| !is_valid(letter)).filter(|word| !word.is_empty()).collect();
    if words.is_empty() { "Name".to_owned() } else { words.join("-") }
}

/// Whether a byte is allowed in a header name: `token` in RFC 9110, section 5.6.2.
pub(crate) fn is_header_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte)
}

/// Reports a field that has the same wire name as an earlier one in its section. `written` is the literal.
pub(crate) fn check_wire_name_once(
    field: &Field,
    written: Option<Span>,
    fields: &[Field],
    errors: &mut Errors,
) {
    let Some(first) = fields.iter().find(|other| has_same_wire_name(field, other)) else { return };
    let Field { name, wire_name, .. } = field;
    let container = match field.section {
        Some(section) => format!("`{}`", section.as_str()),
        None => "the object".to_owned(),
    };
    let own = match field.section {
        Some(Section::Header) => header_name(name),
        Some(_) | None if wire_name.contains('-') => name.replace('_', "-"),
        Some(_) | None => name.clone(),
    };
    // Only a placeholder can be the wire name of a path field.
    let is_free = written.is_some()
        && field.section != Some(Section::Path)
        && !fields.iter().any(|other| other.wire_name.eq_ignore_ascii_case(&own));
    let example = if is_free { format!(", for example to `{own}`") } else { String::new() };
    errors.at(
        written.unwrap_or_else(|| field.ident.span()),
        format_args!(
            "duplicate wire name `{wire_name}` in {container}, already used by `{}`; \
             change one{example}",
            first.name
        ),
    );
}

fn has_same_wire_name(field: &Field, other: &Field) -> bool {
    let are_named = !field.is_flattened && !other.is_flattened;
    are_named
        && field.section == other.section
        && match field.section {
            Some(Section::Header) => field.wire_name.eq_ignore_ascii_case(&other.wire_name),
            Some(Section::Path | Section::Query | Section::Body | Section::Response) | None => {
                field.wire_name == other.wire_name
            }
        }
}
