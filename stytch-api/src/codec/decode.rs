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
    let mut deserializer = serde_json::Deserializer::from_slice(body);
    read_object(object, &mut deserializer, &path)
        .and_then(|()| deserializer.end())
        .map_err(|error| path.read_error(&error))
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
