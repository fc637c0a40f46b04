//! Lowers wire names.

use syn::LitStr;

use crate::{
    errors::Errors,
    keyword::Section,
    model::{Field, HeaderName, Type, TypeKind},
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

/// Checks the wire name and returns how a header field gets the name of its header.
pub(crate) fn lower_wire_name(
    written: Option<&LitStr>,
    name: &str,
    ty: &Type,
    section: Option<Section>,
    errors: &mut Errors,
) -> HeaderName {
    let is_header = match section {
        Some(Section::Header) => true,
        Some(Section::Path | Section::Query | Section::Body | Section::Response) | None => false,
    };
    match written {
        Some(written) => check_wire_name(written, is_header, errors),
        None if is_header => return lower_missing_header_name(name, ty, errors),
        None => {}
    }
    if is_header { HeaderName::Written } else { HeaderName::None }
}

fn check_wire_name(written: &LitStr, is_header: bool, errors: &mut Errors) {
    let value = written.value();
    if value.is_empty() {
        errors.at(written.span(), "a wire name must not be empty; write one or remove the `=`");
    } else if is_header && !value.bytes().all(is_header_byte) {
        errors.at(written.span(), "invalid header name; use only letters, digits and `-`");
    } else if is_header && FRAMING_HEADERS.contains(&value.to_lowercase().as_str()) {
        errors.at(written.span(), "this header is set by the HTTP client; remove the field");
    }
}

/// Reports a missing header name, unless the type can provide one.
fn lower_missing_header_name(name: &str, ty: &Type, errors: &mut Errors) -> HeaderName {
    if let TypeKind::Other = ty.kind {
        return HeaderName::OfType;
    }
    let words: Vec<_> = name.split('_').map(upper_camel).collect();
    let header = words.join("-");
    let message =
        format!("a header field must have a header name; write `{name}: … = \"{header}\"`");
    errors.over(&ty.tokens, message);
    HeaderName::Written
}

/// RFC 9110, section 5.6.2: `token`.
fn is_header_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte)
}

/// Reports a field that has the same wire name as an earlier one in its section.
pub(crate) fn check_wire_name_once(field: &Field, fields: &[Field], errors: &mut Errors) {
    let Some(first) = fields.iter().find(|other| has_same_wire_name(field, other)) else { return };
    let (wire_name, container, first) = (&field.wire_name, field.container(), &first.name);
    errors.at(
        field.ident.span(),
        format_args!(
            "duplicate wire name `{wire_name}` in `{container}`, already used by `{first}`; \
             change one"
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
