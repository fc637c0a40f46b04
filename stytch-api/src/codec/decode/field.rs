//! One value into one field.

use std::fmt;

use serde_core::{
    Deserialize, Deserializer,
    de::{
        DeserializeSeed, Error, IgnoredAny, MapAccess, SeqAccess, Visitor,
        value::{MapAccessDeserializer, SeqAccessDeserializer},
    },
};

use crate::{
    Json, Metadata, Secret, Timestamp,
    codec::decode::{
        Visited,
        path::{DecodePath, Segment},
        read_fields, read_list,
    },
    schema::FieldMut,
};

/// Key under which `serde_json` hands over a number when its feature `arbitrary_precision` is on.
const NUMBER_TOKEN: &str = "$serde_json::private::Number";

pub(super) struct FieldSeed<'a, 't> {
    pub(super) field: FieldMut<'a>,
    pub(super) path: &'t DecodePath,
}

impl<'de> DeserializeSeed<'de> for FieldSeed<'_, '_> {
    type Value = Visited;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Visited, D::Error> {
        match self.field {
            FieldMut::Json(target) => {
                *target = Json::deserialize(deserializer)?;
                Ok(Visited::Value)
            }
            FieldMut::Absent => IgnoredAny::deserialize(deserializer).map(|_| Visited::Null),
            field => deserializer.deserialize_any(FieldVisitor { field, path: self.path }),
        }
    }
}

struct FieldVisitor<'a, 't> {
    field: FieldMut<'a>,
    path: &'t DecodePath,
}

impl FieldVisitor<'_, '_> {
    /// Takes a value for the fields that take any: JSON and the user's own types.
    fn visit_any<E: Error>(self, found: &str, value: impl FnOnce() -> Json) -> Result<Visited, E> {
        match innermost(self.field) {
            FieldMut::Json(target) => *target = value(),
            FieldMut::Serde(target) => {
                if !target.set_json(value()) {
                    let message =
                        format!("`{}` cannot be read from this {found}", target.type_name());
                    return Err(self.path.fail(message));
                }
            }
            field => return Err(self.path.mismatch(expected(&field), found)),
        }
        Ok(Visited::Value)
    }

    fn visit_whole<E: Error>(
        self,
        number: i128,
        json: impl FnOnce() -> Json,
    ) -> Result<Visited, E> {
        let path = self.path;
        let field = innermost(self.field);
        let name = expected(&field);
        let fits = match field {
            FieldMut::I32(target) => i32::try_from(number).map(|value| *target = value).is_ok(),
            FieldMut::OptI32(target) => {
                i32::try_from(number).map(|value| *target = Some(value)).is_ok()
            }
            FieldMut::I64(target) => i64::try_from(number).map(|value| *target = value).is_ok(),
            FieldMut::U32(target) => u32::try_from(number).map(|value| *target = value).is_ok(),
            FieldMut::U64(target) => u64::try_from(number).map(|value| *target = value).is_ok(),
            #[expect(
                clippy::cast_precision_loss,
                reason = "JSON numbers are floats for most writers"
            )]
            FieldMut::F64(target) => {
                *target = number as f64;
                true
            }
            field => return FieldVisitor { field, path }.visit_any("number", json),
        };
        if fits {
            Ok(Visited::Value)
        } else {
            Err(path.mismatch(name, "a number out of its range"))
        }
    }
}

/// Opens the target inside optional ones.
fn innermost(mut field: FieldMut<'_>) -> FieldMut<'_> {
    while let FieldMut::Option(target) = field {
        field = target.insert_default();
    }
    field
}

/// Takes back what an earlier key of the same name has written.
fn clear(field: FieldMut<'_>) {
    match field {
        FieldMut::OptString(target) => *target = None,
        FieldMut::OptSecret(target) => *target = None,
        FieldMut::OptTimestamp(target) => *target = None,
        FieldMut::OptBool(target) => *target = None,
        FieldMut::OptI32(target) => *target = None,
        FieldMut::List(list) => list.clear(),
        FieldMut::Map(map) => map.clear(),
        // Zero already, unless a key that must not be `null` stands twice.
        _ => {}
    }
}

fn is_whole(field: &FieldMut<'_>) -> bool {
    matches!(
        field,
        FieldMut::I32(_)
            | FieldMut::OptI32(_)
            | FieldMut::I64(_)
            | FieldMut::U32(_)
            | FieldMut::U64(_)
    )
}

/// What a field takes, in the words of JSON.
fn expected(field: &FieldMut<'_>) -> &'static str {
    match field {
        FieldMut::Bool(_) | FieldMut::OptBool(_) => "boolean",
        FieldMut::I32(_) | FieldMut::OptI32(_) => "32-bit integer",
        FieldMut::I64(_) => "64-bit integer",
        FieldMut::U32(_) => "unsigned 32-bit integer",
        FieldMut::U64(_) => "unsigned 64-bit integer",
        FieldMut::F64(_) => "number",
        FieldMut::Object(_) | FieldMut::Map(_) | FieldMut::Metadata(_) => "object",
        FieldMut::List(_) => "array",
        _ => "string",
    }
}

impl<'de> Visitor<'de> for FieldVisitor<'_, '_> {
    type Value = Visited;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(expected(&self.field))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Visited, E> {
        match self.field {
            // Not `clone_into`: the target is empty, and an exact allocation is the cheaper one.
            FieldMut::String(target) => *target = String::from(value),
            FieldMut::OptString(target) => *target = Some(value.to_owned()),
            FieldMut::Secret(target) => *target = Secret::from(value),
            FieldMut::OptSecret(target) => *target = Some(Secret::from(value)),
            FieldMut::Timestamp(target) => *target = Timestamp::from(value),
            FieldMut::OptTimestamp(target) => *target = Some(Timestamp::from(value)),
            FieldMut::Enum(target) => target.set(value),
            FieldMut::Option(target) => {
                return FieldVisitor { field: target.insert_default(), path: self.path }
                    .visit_str(value);
            }
            _ => return self.visit_any("string", || Json::from(value)),
        }
        Ok(Visited::Value)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Visited, E> {
        match innermost(self.field) {
            FieldMut::Bool(target) => *target = value,
            FieldMut::OptBool(target) => *target = Some(value),
            field => {
                return FieldVisitor { field, path: self.path }
                    .visit_any("boolean", || Json::from(value));
            }
        }
        Ok(Visited::Value)
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Visited, E> {
        self.visit_whole(i128::from(value), || Json::from(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Visited, E> {
        self.visit_whole(i128::from(value), || Json::from(value))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Visited, E> {
        match innermost(self.field) {
            FieldMut::F64(target) => *target = value,
            // 200.0 is a way to write 200. Up to here a float is exact.
            #[expect(clippy::cast_possible_truncation, reason = "it has no fraction and fits")]
            field
                if is_whole(&field)
                    && value.fract() == 0.0
                    && value.abs() <= 9_007_199_254_740_992.0 =>
            {
                let visitor = FieldVisitor { field, path: self.path };
                return visitor.visit_whole(value as i128, || Json::from(value));
            }
            field => {
                return FieldVisitor { field, path: self.path }
                    .visit_any("number", || Json::from(value));
            }
        }
        Ok(Visited::Value)
    }

    fn visit_unit<E: Error>(self) -> Result<Visited, E> {
        match self.field {
            // Of the targets that may be empty only `Nullable` asks whether it was `null`.
            FieldMut::Option(target) => {
                target.set_null();
                Ok(Visited::Value)
            }
            FieldMut::Json(target) => {
                *target = Json::Null;
                Ok(Visited::Value)
            }
            field => {
                clear(field);
                Ok(Visited::Null)
            }
        }
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
        match self.field {
            FieldMut::List(list) => read_list(list, sequence, self.path),
            FieldMut::Option(target) => {
                let inner = FieldVisitor { field: target.insert_default(), path: self.path };
                let found = inner.visit_seq(sequence)?;
                if found == Visited::EmptyArray {
                    target.set_null();
                }
                Ok(found)
            }
            // Stytch has been seen to write an absent object as `[]`.
            field @ (FieldMut::Object(_) | FieldMut::Map(_) | FieldMut::Metadata(_)) => {
                match sequence.next_element::<IgnoredAny>()? {
                    None => Ok(Visited::EmptyArray),
                    Some(_) => Err(self.path.mismatch(expected(&field), "array")),
                }
            }
            field @ (FieldMut::Json(_) | FieldMut::Serde(_)) => {
                let value = Json::deserialize(SeqAccessDeserializer::new(sequence))?;
                FieldVisitor { field, path: self.path }.visit_any("array", || value)
            }
            field => Err(self.path.mismatch(expected(&field), "array")),
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Visited, A::Error> {
        let path = self.path;
        match innermost(self.field) {
            FieldMut::Object(object) => read_fields(object, map, path),
            FieldMut::Map(entries) => {
                entries.clear();
                while let Some(key) = map.next_key::<String>()? {
                    let seed = FieldSeed { field: entries.insert_default(&key), path };
                    if let Err(error) = map.next_value_seed(seed) {
                        return Err(path.enter(Segment::Key(key), error));
                    }
                }
                Ok(Visited::Value)
            }
            FieldMut::Metadata(target) => {
                *target = Metadata::deserialize(MapAccessDeserializer::new(map))?;
                Ok(Visited::Value)
            }
            field @ (FieldMut::Json(_) | FieldMut::Serde(_)) => {
                let value = Json::deserialize(MapAccessDeserializer::new(map))?;
                FieldVisitor { field, path }.visit_any("object", || value)
            }
            field => read_number(field, map, path),
        }
    }
}

/// A number of `serde_json`'s `arbitrary_precision` comes as a map of one entry.
fn read_number<'de, A: MapAccess<'de>>(
    field: FieldMut<'_>,
    mut map: A,
    path: &DecodePath,
) -> Result<Visited, A::Error> {
    if map.next_key::<String>()?.as_deref() != Some(NUMBER_TOKEN) {
        return Err(path.mismatch(expected(&field), "object"));
    }
    let text = map.next_value::<String>()?;
    let visitor = FieldVisitor { field, path };
    if let Ok(whole) = text.parse::<i64>() {
        visitor.visit_i64(whole)
    } else if let Ok(whole) = text.parse::<u64>() {
        visitor.visit_u64(whole)
    } else {
        visitor.visit_f64(text.parse().map_err(A::Error::custom)?)
    }
}

#[cfg(test)]
mod tests {
    use serde_core::de::value::{Error, MapDeserializer};

    use super::*;
    use crate::schema::FieldType;

    /// What becomes of `zero` when it is read from the map that stands for `number`.
    fn read<T: FieldType>(number: &str) -> Result<T, Error> {
        let mut value = T::default_value();
        let entries = [(NUMBER_TOKEN, number)];
        let seed = FieldSeed { field: value.field_mut(), path: &DecodePath::default() };
        seed.deserialize(MapDeserializer::new(entries.into_iter())).map(|_| value)
    }

    #[test]
    fn numbers_of_arbitrary_precision_are_read() {
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
