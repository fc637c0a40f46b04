//! Names on the wire.

use syn::LitStr;

use crate::{
    errors::Errors,
    keyword::Section,
    model::{Field, HeaderName, Shape, Type},
    suggest::upper_camel,
};

/// Headers that HTTP frames its messages with: another value would cut the body or the connection.
const FRAMING: [&str; 9] = [
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

/// Checks what is written after `=`, and says who names the header.
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
        errors.at(written.span(), "a name on the wire is not empty; write it, or remove the `=`");
    } else if is_header && !value.bytes().all(is_header_byte) {
        errors.at(
            written.span(),
            "a header name has letters, digits and `-`; write it without spaces or other signs",
        );
    } else if is_header && FRAMING.contains(&value.to_lowercase().as_str()) {
        errors.at(written.span(), "HTTP sets this header itself; remove the field");
    }
}

/// Only a type that the macros do not know can name its header.
fn lower_missing_header_name(name: &str, ty: &Type, errors: &mut Errors) -> HeaderName {
    if let Shape::Other = ty.shape {
        return HeaderName::OfType;
    }
    let words: Vec<_> = name.split('_').map(upper_camel).collect();
    let header = words.join("-");
    let message =
        format!("a header field gives its header's name; write `{name}: … = \"{header}\"`");
    errors.over(&ty.tokens, message);
    HeaderName::Written
}

/// RFC 9110, section 5.6.2: `token`.
fn is_header_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte)
}

/// Reports a second field of a section that has the same name on the wire.
pub(crate) fn check_wire_name_once(field: &Field, fields: &[Field], errors: &mut Errors) {
    let Some(first) = fields.iter().find(|other| has_same_wire_name(field, other)) else { return };
    let (wire_name, container, first) = (&field.wire_name, field.container(), &first.name);
    errors.at(
        field.ident.span(),
        format_args!(
            "`{wire_name}` is the name of `{first}` too in `{container}`; \
             give one another name on the wire"
        ),
    );
}

fn has_same_wire_name(field: &Field, other: &Field) -> bool {
    field.section == other.section
        && match field.section {
            Some(Section::Header) => field.wire_name.eq_ignore_ascii_case(&other.wire_name),
            Some(Section::Path | Section::Query | Section::Body | Section::Response) | None => {
                field.wire_name == other.wire_name
            }
        }
}
