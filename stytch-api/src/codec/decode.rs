//! JSON to objects, without an intermediate `Value`.

mod path;
mod visitor;
mod write;

use serde_core::{Deserialize, Deserializer, de::DeserializeSeed};

use crate::{
    Secret,
    codec::decode::{
        path::DecodePath,
        visitor::FieldSeed,
        write::{Visited, mismatch},
    },
    error::ReadError,
    schema::{FieldMut, FieldType, Object},
};

/// Reads `body` into `object`, whose fields have their default values.
pub(crate) fn decode(object: &mut dyn Object, body: &[u8]) -> Result<(), ReadError> {
    let path = DecodePath::new(object.table());
    // Validating the whole text at once is much faster than string by string.
    let Ok(text) = std::str::from_utf8(body) else {
        return Err(invalid_utf8(object, body, &path));
    };
    read_text(object, text, &path).map_err(|error| path.read_error(&error))
}

fn read_text(
    object: &mut dyn Object,
    text: &str,
    path: &DecodePath,
) -> Result<(), serde_json::Error> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    read_object(object, &mut deserializer, path)?;
    deserializer.end()
}

/// The error of a body that is not valid UTF-8. The valid start is read only for the path to the first
/// invalid byte.
#[cold]
fn invalid_utf8(object: &mut dyn Object, body: &[u8], path: &DecodePath) -> ReadError {
    let start = body.utf8_chunks().next().map_or("", |chunk| chunk.valid());
    match read_text(object, start, path) {
        Err(error) if !error.is_eof() => path.read_error(&error),
        _ => path.invalid_utf8(start.len()),
    }
}

/// Reads `json` into `object`, whose fields have their default values.
#[cfg(feature = "json")]
pub(crate) fn decode_json(object: &mut dyn Object, json: crate::Json) -> Result<(), ReadError> {
    let path = DecodePath::new(object.table());
    read_object(object, json, &path).map_err(|error| path.read_error(&error))
}

/// The `Deserialize` implementation of every generated struct. It requires a self-describing
/// format.
///
/// # Errors
/// If `deserializer` fails, a value has the wrong type, or a required field is missing.
pub fn deserialize<'de, T: Object, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let mut object = T::empty();
    let path = DecodePath::new(object.table());
    match read_object(&mut object, deserializer, &path) {
        Ok(()) => Ok(object),
        Err(error) => Err(path.describe(error)),
    }
}

fn read_object<'de, D: Deserializer<'de>>(
    object: &mut dyn Object,
    deserializer: D,
    path: &DecodePath,
) -> Result<(), D::Error> {
    match (FieldSeed { field: FieldMut::Object(object), path }).deserialize(deserializer)? {
        Visited::Value => Ok(()),
        Visited::Null => Err(path.fail(mismatch("object", "null"))),
        Visited::EmptyArray => Err(path.fail(mismatch("object", "array"))),
    }
}

/// The `Deserialize` implementation of every generated enum.
///
/// # Errors
/// If `deserializer` fails or the value is not a string.
pub fn deserialize_enum<'de, T, D>(deserializer: D) -> Result<T, D::Error>
where
    T: From<String>,
    D: Deserializer<'de>,
{
    String::deserialize(deserializer).map(T::from)
}

/// An error does not quote the value, unlike that of `String`.
impl<'de> Deserialize<'de> for Secret {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let path = DecodePath::default();
        let mut secret = Self::default();
        match (FieldSeed { field: secret.field_mut(), path: &path }).deserialize(deserializer) {
            Ok(Visited::Value) => Ok(secret),
            Ok(Visited::Null | Visited::EmptyArray) => Err(path.fail(mismatch("string", "null"))),
            Err(error) => Err(path.describe(error)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::object;

    object! {
        /// A group.
        Group {
            /// The names of its members.
            names: Vec<String>,
        }
    }

    fn read(body: &[u8]) -> Result<Group, (String, String)> {
        let mut group = Group::empty();
        let result = decode(&mut group, body);
        result.map(|()| group).map_err(|ReadError { path, problem }| (path, problem))
    }

    #[test]
    fn invalid_utf8_is_reported_with_its_path() {
        let cases: [(&[u8], &str, &str); 5] = [
            (b"{\"names\":[\"a\",\"b\xff\"]}", "names[1]", "invalid UTF-8 at byte 16"),
            // In a field that the table does not have, a key, and after the object.
            (b"{\"size\":\"\xff\"}", "", "invalid UTF-8 at byte 9"),
            (b"{\"\xe2\x82\":1}", "", "invalid UTF-8 at byte 2"),
            (b"{}\xff", "", "invalid UTF-8 at byte 2"),
            // An error before the invalid byte.
            (b"{\"names\":[7,\"\xff\"]}", "names[0]", "expected string, found number"),
        ];
        for (body, path, problem) in cases {
            let error = read(body).unwrap_err();
            assert_eq!(error, (path.to_owned(), problem.to_owned()), "{}", body.escape_ascii());
        }
        assert_eq!(read("{\"names\":[\"é\"]}".as_bytes()).unwrap().names, ["é"]);
    }
}
