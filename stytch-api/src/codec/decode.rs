//! JSON into objects, streaming: a seed over a [`FieldMut`] and one visitor for all kinds of field, so
//! that no code is generated per type.
//!
//! Everything is asked for with `deserialize_any`, for the value then says what it is: `null` is
//! seen as such, and a mismatch can name both sides without quoting what was sent.

mod field;
mod path;

use std::fmt;

use serde_core::{
    Deserialize, Deserializer,
    de::{DeserializeSeed, Error, IgnoredAny, MapAccess, SeqAccess, Visitor},
};

pub(crate) use self::path::DecodeFailure;
use crate::{
    codec::decode::{
        field::FieldSeed,
        path::{DecodePath, Segment},
    },
    schema::{FieldMut, FieldType, ListField, Object, Presence, Table},
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
        Ok(_) => Err(path.mismatch("string", "null")),
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
        Visited::Null => Err(path.mismatch("object", "null")),
        Visited::EmptyArray => Err(path.mismatch("object", "array")),
    }
}

/// What was there.
#[derive(Clone, Copy, PartialEq)]
enum Visited {
    Value,
    Null,
    /// `[]` where an object is due, which is as good as none.
    EmptyArray,
}

fn read_fields<'de, A: MapAccess<'de>>(
    object: &mut dyn Object,
    mut map: A,
    path: &DecodePath,
) -> Result<Visited, A::Error> {
    let table = object.table();
    let has_required = table.has_required();
    let mut seen = FieldSet::default();
    let mut hint = 0;
    while let Some(index) = map.next_key_seed(KeySeed { table, hint })? {
        let Some(index) = index else {
            map.next_value::<IgnoredAny>()?;
            continue;
        };
        hint = index + 1;
        match map.next_value_seed(FieldSeed { field: object.field_mut(index), path }) {
            Ok(Visited::Value) if has_required => seen.insert(index),
            Ok(_) => {}
            Err(error) => {
                return Err(path.enter(Segment::Field(table.fields[index].wire_name), error));
            }
        }
    }
    check_required(table, &seen, path)?;
    Ok(Visited::Value)
}

fn check_required<E: Error>(table: &Table, seen: &FieldSet, path: &DecodePath) -> Result<(), E> {
    if !table.has_required() {
        return Ok(());
    }
    for (index, field) in table.fields.iter().enumerate() {
        if field.presence == Presence::Required && !seen.contains(index) {
            let error = path.fail("required, but absent or null".to_owned());
            return Err(path.enter(Segment::Field(field.wire_name), error));
        }
    }
    Ok(())
}

fn read_list<'de, A: SeqAccess<'de>>(
    list: &mut dyn ListField,
    mut sequence: A,
    path: &DecodePath,
) -> Result<Visited, A::Error> {
    list.clear();
    loop {
        match sequence.next_element_seed(ElementSeed { list, path }) {
            Ok(Some(_)) => {}
            Ok(None) => return Ok(Visited::Value),
            Err(error) => {
                let index = list.len().saturating_sub(1);
                return Err(path.enter(Segment::Index(index), error));
            }
        }
    }
}

/// An element of a list: appended only once there is one to read.
struct ElementSeed<'a, 't> {
    list: &'a mut dyn ListField,
    path: &'t DecodePath,
}

impl<'de> DeserializeSeed<'de> for ElementSeed<'_, '_> {
    type Value = Visited;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Visited, D::Error> {
        FieldSeed { field: self.list.push_default(), path: self.path }.deserialize(deserializer)
    }
}

/// A key: the index of its field, `None` where there is none. Fields mostly come in the order of the
/// table, so the one after the last is tried first.
struct KeySeed {
    table: &'static Table,
    hint: usize,
}

impl<'de> DeserializeSeed<'de> for KeySeed {
    type Value = Option<usize>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for KeySeed {
    type Value = Option<usize>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a field name")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Self::Value, E> {
        Ok(self.table.index_of(name, self.hint))
    }
}

/// Which fields of a table have been seen; the macros refuse tables of more than 256.
#[derive(Default)]
struct FieldSet([u64; 4]);

impl FieldSet {
    fn insert(&mut self, index: usize) {
        if let Some(word) = self.0.get_mut(index / 64) {
            *word |= 1 << (index % 64);
        }
    }

    fn contains(&self, index: usize) -> bool {
        self.0.get(index / 64).is_some_and(|word| word & (1 << (index % 64)) != 0)
    }
}
