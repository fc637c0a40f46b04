//! One value into one slot.

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
        Found,
        path::{Segment, Trace},
        read_fields, read_list,
    },
    schema::Slot,
};

/// Key under which `serde_json` hands over a number when its feature `arbitrary_precision` is on.
const NUMBER_TOKEN: &str = "$serde_json::private::Number";

pub(super) struct SlotSeed<'a, 't> {
    pub(super) slot: Slot<'a>,
    pub(super) trace: &'t Trace,
}

impl<'de> DeserializeSeed<'de> for SlotSeed<'_, '_> {
    type Value = Found;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Found, D::Error> {
        match self.slot {
            Slot::Json(place) => {
                *place = Json::deserialize(deserializer)?;
                Ok(Found::Value)
            }
            Slot::Absent => IgnoredAny::deserialize(deserializer).map(|_| Found::Null),
            slot => deserializer.deserialize_any(SlotVisitor { slot, trace: self.trace }),
        }
    }
}

struct SlotVisitor<'a, 't> {
    slot: Slot<'a>,
    trace: &'t Trace,
}

impl SlotVisitor<'_, '_> {
    /// Takes a value for the slots that take any: JSON and the user's own types.
    fn visit_other<E: Error>(self, found: &str, value: impl FnOnce() -> Json) -> Result<Found, E> {
        match innermost(self.slot) {
            Slot::Json(place) => *place = value(),
            Slot::Other(place) => {
                if !place.set_json(value()) {
                    let message =
                        format!("`{}` cannot be read from this {found}", place.type_name());
                    return Err(self.trace.fail(message));
                }
            }
            slot => return Err(self.trace.mismatch(expected(&slot), found)),
        }
        Ok(Found::Value)
    }

    fn visit_whole<E: Error>(self, number: i128, json: impl FnOnce() -> Json) -> Result<Found, E> {
        let trace = self.trace;
        let slot = innermost(self.slot);
        let name = expected(&slot);
        let fits = match slot {
            Slot::I32(place) => i32::try_from(number).map(|value| *place = value).is_ok(),
            Slot::OptI32(place) => i32::try_from(number).map(|value| *place = Some(value)).is_ok(),
            Slot::I64(place) => i64::try_from(number).map(|value| *place = value).is_ok(),
            Slot::U32(place) => u32::try_from(number).map(|value| *place = value).is_ok(),
            Slot::U64(place) => u64::try_from(number).map(|value| *place = value).is_ok(),
            #[expect(
                clippy::cast_precision_loss,
                reason = "JSON numbers are floats for most writers"
            )]
            Slot::F64(place) => {
                *place = number as f64;
                true
            }
            slot => return SlotVisitor { slot, trace }.visit_other("number", json),
        };
        if fits { Ok(Found::Value) } else { Err(trace.mismatch(name, "a number out of its range")) }
    }
}

/// Opens the place inside optional ones.
fn innermost(mut slot: Slot<'_>) -> Slot<'_> {
    while let Slot::Maybe(place) = slot {
        slot = place.fill();
    }
    slot
}

/// Takes back what an earlier key of the same name has written.
fn clear(slot: Slot<'_>) {
    match slot {
        Slot::OptString(place) => *place = None,
        Slot::OptSecret(place) => *place = None,
        Slot::OptTimestamp(place) => *place = None,
        Slot::OptBool(place) => *place = None,
        Slot::OptI32(place) => *place = None,
        Slot::List(list) => list.clear(),
        Slot::Map(map) => map.clear(),
        // Zero already, unless a key that must not be `null` stands twice.
        _ => {}
    }
}

fn is_whole(slot: &Slot<'_>) -> bool {
    matches!(slot, Slot::I32(_) | Slot::OptI32(_) | Slot::I64(_) | Slot::U32(_) | Slot::U64(_))
}

/// What a slot takes, in the words of JSON.
fn expected(slot: &Slot<'_>) -> &'static str {
    match slot {
        Slot::Bool(_) | Slot::OptBool(_) => "boolean",
        Slot::I32(_) | Slot::OptI32(_) => "32-bit integer",
        Slot::I64(_) => "64-bit integer",
        Slot::U32(_) => "unsigned 32-bit integer",
        Slot::U64(_) => "unsigned 64-bit integer",
        Slot::F64(_) => "number",
        Slot::Object(_) | Slot::Map(_) | Slot::Metadata(_) => "object",
        Slot::List(_) => "array",
        _ => "string",
    }
}

impl<'de> Visitor<'de> for SlotVisitor<'_, '_> {
    type Value = Found;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(expected(&self.slot))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Found, E> {
        match self.slot {
            // Not `clone_into`: the place is empty, and an exact allocation is the cheaper one.
            Slot::String(place) => *place = String::from(value),
            Slot::OptString(place) => *place = Some(value.to_owned()),
            Slot::Secret(place) => *place = Secret::from(value),
            Slot::OptSecret(place) => *place = Some(Secret::from(value)),
            Slot::Timestamp(place) => *place = Timestamp::from(value),
            Slot::OptTimestamp(place) => *place = Some(Timestamp::from(value)),
            Slot::Enum(place) => place.set(value),
            Slot::Maybe(place) => {
                return SlotVisitor { slot: place.fill(), trace: self.trace }.visit_str(value);
            }
            _ => return self.visit_other("string", || Json::from(value)),
        }
        Ok(Found::Value)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Found, E> {
        match innermost(self.slot) {
            Slot::Bool(place) => *place = value,
            Slot::OptBool(place) => *place = Some(value),
            slot => {
                return SlotVisitor { slot, trace: self.trace }
                    .visit_other("boolean", || Json::from(value));
            }
        }
        Ok(Found::Value)
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Found, E> {
        self.visit_whole(i128::from(value), || Json::from(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Found, E> {
        self.visit_whole(i128::from(value), || Json::from(value))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Found, E> {
        match innermost(self.slot) {
            Slot::F64(place) => *place = value,
            // 200.0 is a way to write 200. Up to here a float is exact.
            #[expect(clippy::cast_possible_truncation, reason = "it has no fraction and fits")]
            slot if is_whole(&slot)
                && value.fract() == 0.0
                && value.abs() <= 9_007_199_254_740_992.0 =>
            {
                let visitor = SlotVisitor { slot, trace: self.trace };
                return visitor.visit_whole(value as i128, || Json::from(value));
            }
            slot => {
                return SlotVisitor { slot, trace: self.trace }
                    .visit_other("number", || Json::from(value));
            }
        }
        Ok(Found::Value)
    }

    fn visit_unit<E: Error>(self) -> Result<Found, E> {
        match self.slot {
            // Of the places that may be empty only `Nullable` asks whether it was `null`.
            Slot::Maybe(place) => {
                place.set_null();
                Ok(Found::Value)
            }
            Slot::Json(place) => {
                *place = Json::Null;
                Ok(Found::Value)
            }
            slot => {
                clear(slot);
                Ok(Found::Null)
            }
        }
    }

    fn visit_none<E: Error>(self) -> Result<Found, E> {
        self.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Found, D::Error> {
        SlotSeed { slot: self.slot, trace: self.trace }.deserialize(deserializer)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> Result<Found, D::Error> {
        self.visit_some(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<Found, A::Error> {
        match self.slot {
            Slot::List(list) => read_list(list, sequence, self.trace),
            Slot::Maybe(place) => {
                let inner = SlotVisitor { slot: place.fill(), trace: self.trace };
                let found = inner.visit_seq(sequence)?;
                if found == Found::EmptyArray {
                    place.set_null();
                }
                Ok(found)
            }
            // Stytch has been seen to write an absent object as `[]`.
            slot @ (Slot::Object(_) | Slot::Map(_) | Slot::Metadata(_)) => {
                match sequence.next_element::<IgnoredAny>()? {
                    None => Ok(Found::EmptyArray),
                    Some(_) => Err(self.trace.mismatch(expected(&slot), "array")),
                }
            }
            slot @ (Slot::Json(_) | Slot::Other(_)) => {
                let value = Json::deserialize(SeqAccessDeserializer::new(sequence))?;
                SlotVisitor { slot, trace: self.trace }.visit_other("array", || value)
            }
            slot => Err(self.trace.mismatch(expected(&slot), "array")),
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Found, A::Error> {
        let trace = self.trace;
        match innermost(self.slot) {
            Slot::Object(object) => read_fields(object, map, trace),
            Slot::Map(entries) => {
                entries.clear();
                while let Some(key) = map.next_key::<String>()? {
                    let seed = SlotSeed { slot: entries.insert(&key), trace };
                    if let Err(error) = map.next_value_seed(seed) {
                        return Err(trace.enter(Segment::Key(key), error));
                    }
                }
                Ok(Found::Value)
            }
            Slot::Metadata(place) => {
                *place = Metadata::deserialize(MapAccessDeserializer::new(map))?;
                Ok(Found::Value)
            }
            slot @ (Slot::Json(_) | Slot::Other(_)) => {
                let value = Json::deserialize(MapAccessDeserializer::new(map))?;
                SlotVisitor { slot, trace }.visit_other("object", || value)
            }
            slot => read_number(slot, map, trace),
        }
    }
}

/// A number of `serde_json`'s `arbitrary_precision` comes as a map of one entry.
fn read_number<'de, A: MapAccess<'de>>(
    slot: Slot<'_>,
    mut map: A,
    trace: &Trace,
) -> Result<Found, A::Error> {
    if map.next_key::<String>()?.as_deref() != Some(NUMBER_TOKEN) {
        return Err(trace.mismatch(expected(&slot), "object"));
    }
    let text = map.next_value::<String>()?;
    let visitor = SlotVisitor { slot, trace };
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
        let mut value = T::zero();
        let entries = [(NUMBER_TOKEN, number)];
        let seed = SlotSeed { slot: value.slot(), trace: &Trace::default() };
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
