//! The parts of a request that are not JSON: path, query, headers and form body.

use std::borrow::Cow;

use form_urlencoded::byte_serialize;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};

use crate::{
    Json,
    codec::{for_each_member, scalar::ScalarRef},
    error::InvalidField,
    schema::{EndpointSpec, Field, Location, Object, SerdeField, ValueRef, match_value},
    types::secret_buffer::SecretBuffer,
};

/// The characters to encode in a path segment: all but the unreserved characters of RFC 3986.
pub(crate) const PATH_SEGMENT: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Encodes the path: `prefix`, then the path of `spec`, in which each placeholder is replaced by
/// one encoded segment.
pub(crate) fn encode_path(
    prefix: &str,
    spec: &EndpointSpec,
    object: &dyn Object,
) -> Result<String, InvalidField> {
    let mut path = String::with_capacity(prefix.len() + spec.path.len() + 64);
    path.push_str(prefix);
    let mut rest = spec.path;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        path.push_str(before);
        path.extend(utf8_percent_encode(&path_value(object, name)?, PATH_SEGMENT));
        rest = after;
    }
    path.push_str(rest);
    Ok(path)
}

/// The value of a placeholder, which is a valid segment.
fn path_value<'a>(object: &'a dyn Object, name: &str) -> Result<Cow<'a, str>, InvalidField> {
    let field = fields(object, Location::Path).find(|(field, _)| field.wire_name == name);
    let Some((field, value)) = field else {
        // The macro rejects such a spec.
        return Err(InvalidField {
            field: "path",
            problem: "a placeholder of the path has no field",
        });
    };
    let invalid = |problem| InvalidField { field: field.name, problem };
    let text = text(value).ok_or(invalid("a path value must be a single value"))?;
    check_segment(&text).map_err(invalid)?;
    Ok(text)
}

/// Rejects a value that would change the path. An empty segment disappears, and every URL parser
/// resolves `.` and `..`, even encoded: a DELETE of a Member would become a DELETE of the
/// Organization.
pub(crate) fn check_segment(text: &str) -> Result<(), &'static str> {
    match text {
        "" => Err("a path value must not be empty"),
        "." | ".." => Err("a path value must not be `.` or `..`"),
        _ => Ok(()),
    }
}

/// Encodes the query string, without `?`. It is empty if no query field is set.
pub(crate) fn encode_query(object: &dyn Object) -> Result<String, InvalidField> {
    let mut query = String::new();
    let mut write = |text: &str| query.push_str(text);
    encode_pairs(object, Location::Query, &mut PairWriter::new(&mut write))?;
    Ok(query)
}

/// Encodes the body as `application/x-www-form-urlencoded`.
pub(crate) fn encode_form(object: &dyn Object) -> Result<SecretBuffer, InvalidField> {
    let mut form = SecretBuffer::with_capacity(256);
    let mut write = |text: &str| form.push(text.as_bytes());
    let mut pairs = PairWriter::new(&mut write);
    encode_pairs(object, Location::Body, &mut pairs)?;
    encode_flattened(object, &mut pairs)?;
    Ok(form)
}

/// Writes encoded `name=value` pairs.
struct PairWriter<'w> {
    write: &'w mut dyn FnMut(&str),
    separator: &'static str,
}

impl<'w> PairWriter<'w> {
    fn new(write: &'w mut dyn FnMut(&str)) -> Self {
        Self { write, separator: "" }
    }

    fn push(&mut self, name: &str, value: &str) {
        (self.write)(self.separator);
        byte_serialize(name.as_bytes()).for_each(&mut *self.write);
        (self.write)("=");
        byte_serialize(value.as_bytes()).for_each(&mut *self.write);
        self.separator = "&";
    }
}

/// Writes the fields of `location` as pairs. A list has one pair per element.
fn encode_pairs(
    object: &dyn Object,
    location: Location,
    pairs: &mut PairWriter<'_>,
) -> Result<(), InvalidField> {
    for (field, value) in fields(object, location) {
        let invalid =
            InvalidField { field: field.name, problem: "it must be a single value or a list" };
        if let ValueRef::List(list) = value {
            for index in 0..list.len() {
                match list.get(index).present().and_then(text) {
                    Some(text) => pairs.push(field.wire_name, &text),
                    None => return Err(invalid),
                }
            }
        } else {
            match text(value) {
                Some(text) => pairs.push(field.wire_name, &text),
                None => return Err(invalid),
            }
        }
    }
    Ok(())
}

/// Writes the members of the flattened field, which must not have the name of a field.
fn encode_flattened(object: &dyn Object, pairs: &mut PairWriter<'_>) -> Result<(), InvalidField> {
    let table = object.table();
    let mut result = Ok(());
    for (field, value) in fields(object, Location::Flattened) {
        for_each_member(value, &mut |name, value| match (table.index_of(name, 0), text(value)) {
            (None, Some(text)) => pairs.push(name, &text),
            (Some(index), _) => {
                let field = table.fields[index].name;
                let problem = "it is a separate field; set that instead";
                result = Err(InvalidField { field, problem });
            }
            (None, None) => {
                let problem = "its members must be single values";
                result = Err(InvalidField { field: field.name, problem });
            }
        });
    }
    result
}

/// Adds the header fields of the request. Headers with a secret are marked as sensitive.
pub(crate) fn encode_headers(
    object: &dyn Object,
    headers: &mut HeaderMap,
) -> Result<(), InvalidField> {
    for (field, value) in fields(object, Location::Header) {
        let (name, text, is_secret) = if let ValueRef::Header(header) = value {
            let (name, secret) = header.header();
            (name, Some(Cow::Borrowed(secret.expose())), true)
        } else {
            (field.wire_name, text(value), matches!(value, ValueRef::Secret(_)))
        };
        let invalid = InvalidField {
            field: field.name,
            problem: "a header must be one line of visible characters",
        };
        let header = HeaderName::from_bytes(name.as_bytes());
        let value = text.and_then(|text| {
            let value = if is_secret {
                SecretBuffer::from(text.as_ref()).into_header()
            } else {
                HeaderValue::from_str(&text)
            };
            value.ok()
        });
        let (Ok(header), Some(value)) = (header, value) else {
            return Err(invalid);
        };
        headers.insert(header, value);
    }
    Ok(())
}

/// The fields that are set and that are sent in `location`.
fn fields(
    object: &dyn Object,
    location: Location,
) -> impl Iterator<Item = (&'static Field, ValueRef<'_>)> {
    let table = object.table();
    let fields = if table.has_location(location) { table.fields } else { &[] };
    let fields = fields.iter().enumerate();
    fields
        .filter(move |(_, field)| field.location == location)
        .filter_map(|(index, field)| object.field(index).present().map(|value| (field, value)))
}

/// The text of a single value; `None` for a value without one.
fn text(value: ValueRef<'_>) -> Option<Cow<'_, str>> {
    match_value! { value;
        Scalar(value) => Some(value.to_text()),
        ValueRef::Enum(value) => Some(Cow::Borrowed(value)),
        ValueRef::Serde(value) => serde_text(value).map(Cow::Owned),
        ValueRef::Json(_)
        | ValueRef::Metadata(_)
        | ValueRef::Object(_)
        | ValueRef::List(_)
        | ValueRef::Map(_)
        | ValueRef::Null
        | ValueRef::Header(_) => None,
    }
}

fn serde_text(value: &dyn SerdeField) -> Option<String> {
    match value.to_json()? {
        Json::String(text) => Some(text),
        json @ (Json::Bool(_) | Json::Number(_)) => Some(json.to_string()),
        Json::Null | Json::Array(_) | Json::Object(_) => None,
    }
}
