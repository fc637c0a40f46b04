//! Names on the wire.

use syn::LitStr;

use super::fields::Home;
use crate::{
    errors::Errors,
    model::{Field, HeaderName, Place, Shape, Type},
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
    home: Home,
    errors: &mut Errors,
) -> HeaderName {
    let Some(written) = written else {
        return lower_missing_wire_name(name, ty, home, errors);
    };
    let value = written.value();
    if value.is_empty() {
        errors.at(written.span(), "a name on the wire is not empty; write it, or remove the `=`");
    } else if home == Home::Header && !value.bytes().all(is_header_byte) {
        errors.at(
            written.span(),
            "a header name has letters, digits and `-`; write it without spaces or other signs",
        );
    } else if home == Home::Header && FRAMING.contains(&value.to_lowercase().as_str()) {
        errors.at(written.span(), "HTTP sets this header itself; remove the field");
    }
    if home == Home::Header { HeaderName::Written } else { HeaderName::None }
}

fn lower_missing_wire_name(name: &str, ty: &Type, home: Home, errors: &mut Errors) -> HeaderName {
    match (home, &ty.shape) {
        (Home::Header, Shape::Other) => HeaderName::OfType,
        (Home::Header, _) => {
            let words: Vec<_> = name.split('_').map(upper_camel).collect();
            let header = words.join("-");
            let message =
                format!("a header field gives its header's name; write `{name}: … = \"{header}\"`");
            errors.over(&ty.tokens, message);
            HeaderName::Written
        }
        _ => HeaderName::None,
    }
}

/// RFC 9110, section 5.6.2: `token`.
fn is_header_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte)
}

/// Reports a second field of a section that has the same name on the wire.
pub(crate) fn check_wire_name_once(
    field: &Field,
    fields: &[Field],
    home: Home,
    errors: &mut Errors,
) {
    let name = &field.wire_name;
    let is_twice = |other: &&Field| {
        other.place == field.place
            && match field.place {
                Place::Header => other.wire_name.eq_ignore_ascii_case(name),
                _ => other.wire_name == *name,
            }
    };
    if let Some(first) = fields.iter().find(is_twice) {
        let (section, first) = (home.name(), &first.name);
        errors.at(
            field.ident.span(),
            format_args!(
                "`{name}` is the name of `{first}` too in `{section}`; \
                 give one another name on the wire"
            ),
        );
    }
}
