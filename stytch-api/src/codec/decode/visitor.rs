//! The streaming decoder: a seed over a [`FieldMut`] and one visitor for fields of every kind, so
//! that no code is generated per type.
//!
//! Every value is requested with `deserialize_any`, so that the deserializer reports what it found:
//! `null` is recognized, and an error can name the expected and the actual type without quoting the
//! value.

use std::fmt;

use serde_core::{
    Deserialize, Deserializer,
    de::{
        DeserializeSeed, Error, IgnoredAny, MapAccess, SeqAccess, Visitor,
        value::{MapAccessDeserializer, SeqAccessDeserializer},
    },
};

use crate::{
    Json, Metadata,
    codec::decode::{
        path::{DecodePath, Segment},
        write::{
            DecodeFailure, Visited, json_name, mismatch, write_bool, write_f64, write_i64,
            write_null, write_serde, write_str, write_u64,
        },
    },
    schema::{FieldMut, ListField, MapField, Object, Presence, Table, scalar_field_mut},
};

/// The key under which `serde_json` passes a number if its feature `arbitrary_precision` is on.
const NUMBER_TOKEN: &str = "$serde_json::private::Number";

/// Reads a value into a field.
pub(super) struct FieldSeed<'a, 't> {
    pub(super) field: FieldMut<'a>,
    pub(super) path: &'t DecodePath,
}

impl<'de> DeserializeSeed<'de> for FieldSeed<'_, '_> {
    type Value = Visited;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Visited, D::Error> {
        if let FieldMut::Json(target) = self.field {
            *target = Json::deserialize(deserializer)?;
            return Ok(Visited::Value);
        }
        if let FieldMut::Absent = self.field {
            return IgnoredAny::deserialize(deserializer).map(|_| Visited::Null);
        }
        deserializer.deserialize_any(FieldVisitor { field: self.field, path: self.path })
    }
}

struct FieldVisitor<'a, 't> {
    field: FieldMut<'a>,
    path: &'t DecodePath,
}

impl<'de> Visitor<'de> for FieldVisitor<'_, '_> {
    type Value = Visited;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(json_name(&self.field))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Visited, E> {
        value_or_fail(write_str(self.field, text), self.path)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Visited, E> {
        value_or_fail(write_bool(self.field, value), self.path)
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Visited, E> {
        value_or_fail(write_i64(self.field, number), self.path)
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Visited, E> {
        value_or_fail(write_u64(self.field, number), self.path)
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Visited, E> {
        value_or_fail(write_f64(self.field, number), self.path)
    }

    fn visit_unit<E: Error>(self) -> Result<Visited, E> {
        Ok(write_null(self.field))
    }

    fn visit_none<E: Error>(self) -> Result<Visited, E> {
        self.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Visited, D::Error> {
        FieldSeed { field: self.field, path: self.path }.deserialize(deserializer)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> Result<Visited, D::Error> {
        self.visit_some(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<Visited, A::Error> {
        let path = self.path;
        match self.field {
            FieldMut::List(list) => read_list(list, sequence, path),
            FieldMut::Option(target) => {
                let inner = FieldVisitor { field: target.insert_default(), path };
                let visited = inner.visit_seq(sequence)?;
                if visited == Visited::EmptyArray {
                    target.set_null();
                }
                Ok(visited)
            }
            // Stytch sends some absent objects as `[]`.
            FieldMut::Object(_) | FieldMut::Map(_) | FieldMut::Metadata(_) => {
                match sequence.next_element::<IgnoredAny>()? {
                    None => Ok(Visited::EmptyArray),
                    Some(_) => Err(path.fail(mismatch("object", "array"))),
                }
            }
            FieldMut::Json(target) => {
                *target = Json::deserialize(SeqAccessDeserializer::new(sequence))?;
                Ok(Visited::Value)
            }
            FieldMut::Serde(target) => {
                let value = Json::deserialize(SeqAccessDeserializer::new(sequence))?;
                value_or_fail(write_serde(target, value, "array"), path)
            }
            field @ scalar_field_mut!(FieldMut::Enum(_), FieldMut::Absent) => {
                Err(path.fail(mismatch(json_name(&field), "array")))
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Visited, A::Error> {
        let path = self.path;
        match self.field {
            FieldMut::Object(object) => read_fields(object, map, path),
            FieldMut::Map(target) => read_map(target, map, path),
            FieldMut::Option(target) => {
                FieldVisitor { field: target.insert_default(), path }.visit_map(map)
            }
            FieldMut::Metadata(target) => {
                *target = Metadata::deserialize(MapAccessDeserializer::new(map))?;
                Ok(Visited::Value)
            }
            FieldMut::Json(target) => {
                *target = Json::deserialize(MapAccessDeserializer::new(map))?;
                Ok(Visited::Value)
            }
            FieldMut::Serde(target) => {
                let value = Json::deserialize(MapAccessDeserializer::new(map))?;
                value_or_fail(write_serde(target, value, "object"), path)
            }
            field @ scalar_field_mut!(FieldMut::Enum(_), FieldMut::List(_), FieldMut::Absent) => {
                read_number(field, map, path)
            }
        }
    }
}

fn value_or_fail<E: Error>(
    result: Result<(), DecodeFailure>,
    path: &DecodePath,
) -> Result<Visited, E> {
    match result {
        Ok(()) => Ok(Visited::Value),
        Err(problem) => Err(path.fail(problem)),
    }
}

// Inlined into `visit_map`, this would be so large that `next_value_seed` is not inlined here.
#[inline(never)]
fn read_fields<'de, A: MapAccess<'de>>(
    object: &mut dyn Object,
    mut map: A,
    path: &DecodePath,
) -> Result<Visited, A::Error> {
    let table = object.table();
    let has_required = path.enforces_required(table);
    let mut seen = FieldSet::default();
    let mut hint = 0;
    let mut unnamed = String::new();
    while let Some(index) = map.next_key_seed(KeySeed { table, hint, unnamed: &mut unnamed })? {
        let Some(index) = index else {
            read_unnamed(object, std::mem::take(&mut unnamed), &mut map, path)?;
            continue;
        };
        hint = index + 1;
        match map.next_value_seed(FieldSeed { field: object.field_mut(index), path }) {
            Ok(Visited::Value) if has_required => seen.insert(index),
            Ok(Visited::Value | Visited::Null | Visited::EmptyArray) => {}
            Err(error) => {
                return Err(path.enter(Segment::Field(table.fields[index].wire_name), error));
            }
        }
    }
    if has_required {
        check_required(table, &seen, path)?;
    }
    Ok(Visited::Value)
}

/// Reads a member that no field names into the flattened field, if the object has one.
fn read_unnamed<'de, A: MapAccess<'de>>(
    object: &mut dyn Object,
    name: String,
    map: &mut A,
    path: &DecodePath,
) -> Result<(), A::Error> {
    let Some(index) = object.table().flattened() else {
        map.next_value::<IgnoredAny>()?;
        return Ok(());
    };
    match object.field_mut(index) {
        FieldMut::Metadata(target) => {
            target.insert(name, map.next_value()?);
        }
        FieldMut::Map(target) => read_entry(target, name, map, path)?,
        // The macros reject any other type.
        field @ scalar_field_mut!(
            FieldMut::Json(_),
            FieldMut::Enum(_),
            FieldMut::Object(_),
            FieldMut::List(_),
            FieldMut::Option(_),
            FieldMut::Serde(_),
            FieldMut::Absent
        ) => return Err(path.fail(mismatch("a map", json_name(&field)))),
    }
    Ok(())
}

/// Reads a key as the index of its field; `None` for a key that no field names. Most JSON has the order
/// of the table, so the field after the previous one is compared first.
struct KeySeed<'n> {
    table: &'static Table,
    hint: usize,
    /// Set to a key that no field names, if the table has a flattened field.
    unnamed: &'n mut String,
}

impl<'de> DeserializeSeed<'de> for KeySeed<'_> {
    type Value = Option<usize>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for KeySeed<'_> {
    type Value = Option<usize>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a field name")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Self::Value, E> {
        let index = self.table.index_of(name, self.hint);
        if index.is_none() && self.table.flattened().is_some() {
            name.clone_into(self.unnamed);
        }
        Ok(index)
    }
}

/// The fields of a table that have a value. The macros reject tables of more than 256 fields.
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

fn check_required<E: Error>(table: &Table, seen: &FieldSet, path: &DecodePath) -> Result<(), E> {
    for (index, field) in table.fields.iter().enumerate() {
        if field.presence == Presence::Required && !seen.contains(index) {
            let error = path.fail("required, but absent or null");
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

/// Reads an element into a list. It is appended only when its value is read, because the seed is
/// also created at the end of the array.
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

fn read_map<'de, A: MapAccess<'de>>(
    target: &mut dyn MapField,
    mut map: A,
    path: &DecodePath,
) -> Result<Visited, A::Error> {
    target.clear();
    while let Some(key) = map.next_key::<String>()? {
        read_entry(target, key, &mut map, path)?;
    }
    Ok(Visited::Value)
}

fn read_entry<'de, A: MapAccess<'de>>(
    target: &mut dyn MapField,
    key: String,
    map: &mut A,
    path: &DecodePath,
) -> Result<(), A::Error> {
    let seed = FieldSeed { field: target.insert_default(&key), path };
    match map.next_value_seed(seed) {
        Ok(_) => Ok(()),
        Err(error) => Err(path.enter(Segment::Key(key), error)),
    }
}

/// Reads a number of `serde_json`'s `arbitrary_precision`, which is a map of one entry.
fn read_number<'de, A: MapAccess<'de>>(
    field: FieldMut<'_>,
    mut map: A,
    path: &DecodePath,
) -> Result<Visited, A::Error> {
    if map.next_key::<String>()?.as_deref() != Some(NUMBER_TOKEN) {
        return Err(path.fail(mismatch(json_name(&field), "object")));
    }
    let text = map.next_value::<String>()?;
    let visitor = FieldVisitor { field, path };
    if let Ok(number) = text.parse::<i64>() {
        visitor.visit_i64(number)
    } else if let Ok(number) = text.parse::<u64>() {
        visitor.visit_u64(number)
    } else {
        visitor.visit_f64(text.parse().map_err(A::Error::custom)?)
    }
}

#[cfg(test)]
mod tests {
    use serde_core::de::value::{Error, MapDeserializer};

    use super::*;
    use crate::schema::FieldType;

    /// Reads `number` in the form that `arbitrary_precision` gives it.
    fn read<T: FieldType>(number: &str) -> Result<T, Error> {
        let mut value = T::absent_value();
        let entries = [(NUMBER_TOKEN, number)];
        let seed = FieldSeed { field: value.field_mut(), path: &DecodePath::default() };
        seed.deserialize(MapDeserializer::new(entries.into_iter())).map(|_| value)
    }

    #[test]
    fn arbitrary_precision_numbers_are_read() {
        assert_eq!(read::<i32>("-7"), Ok(-7));
        assert_eq!(read::<u64>("18446744073709551615"), Ok(u64::MAX));
        assert_eq!(read::<f64>("1.5e3"), Ok(1500.0));
        assert!(read::<i32>("2147483648").is_err());
        assert_eq!(read::<i32>("-0"), Ok(0));
        assert_eq!(read::<i32>("2e2"), Ok(200));
        assert!(read::<i32>("1.5").is_err());
        assert!(read::<String>("7").is_err());
    }
}
