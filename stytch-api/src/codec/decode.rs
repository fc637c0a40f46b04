//! JSON to objects, without an intermediate `Value`.

mod path;
mod visitor;
mod write;

use serde_core::{Deserialize, Deserializer, de::DeserializeSeed};

pub(crate) use self::path::DecodeFailure;
use crate::{
    codec::decode::{
        path::DecodePath,
        visitor::FieldSeed,
        write::{Visited, mismatch},
    },
    schema::{FieldMut, FieldType, Object},
};

/// Reads `body` into `object`, whose fields are at their default value.
pub(crate) fn decode(object: &mut dyn Object, body: &[u8]) -> Result<(), DecodeFailure> {
    let path = DecodePath::default();
    let mut deserializer = serde_json::Deserializer::from_slice(body);
    read_object(object, &mut deserializer, &path)
        .and_then(|()| deserializer.end())
        .map_err(|error| path.failure(&error))
}

/// Reads `json` into `object`, whose fields are at their default value.
#[cfg(feature = "json")]
pub(crate) fn decode_json(object: &mut dyn Object, json: crate::Json) -> Result<(), DecodeFailure> {
    let path = DecodePath::default();
    read_object(object, json, &path).map_err(|error| path.failure(&error))
}

/// The `Deserialize` of every generated struct. Works on self-describing formats.
///
/// # Errors
/// Where `deserializer` fails, a value has another kind than its field, or a required one is missing.
pub fn deserialize<'de, T: Object, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let path = DecodePath::default();
    let mut object = T::empty();
    match read_object(&mut object, deserializer, &path) {
        Ok(()) => Ok(object),
        Err(error) => Err(path.describe(error)),
    }
}

/// The `Deserialize` of a type that is one field; what is refused is not quoted.
pub(crate) fn deserialize_value<'de, T, D>(deserializer: D) -> Result<T, D::Error>
where
    T: FieldType,
    D: Deserializer<'de>,
{
    let path = DecodePath::default();
    let mut value = T::default_value();
    match (FieldSeed { field: value.field_mut(), path: &path }).deserialize(deserializer) {
        Ok(Visited::Value) => Ok(value),
        Ok(Visited::Null | Visited::EmptyArray) => Err(path.fail(mismatch("string", "null"))),
        Err(error) => Err(path.describe(error)),
    }
}

/// The `Deserialize` of every generated enum.
///
/// # Errors
/// Where `deserializer` fails or holds no string.
pub fn deserialize_enum<'de, T, D>(deserializer: D) -> Result<T, D::Error>
where
    T: From<String>,
    D: Deserializer<'de>,
{
    String::deserialize(deserializer).map(T::from)
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
