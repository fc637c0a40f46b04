//! JSON into objects, streaming: a seed over a [`Slot`] and one visitor for all kinds of slot, so
//! that no code is generated per type.
//!
//! Everything is asked for with `deserialize_any`, for the value then says what it is: `null` is
//! seen as such, and a mismatch can name both sides without quoting what was sent.

use std::{cell::RefCell, fmt, fmt::Write as _};

use serde_core::{
    Deserialize, Deserializer,
    de::{
        DeserializeSeed, Error, IgnoredAny, MapAccess, SeqAccess, Visitor,
        value::{MapAccessDeserializer, SeqAccessDeserializer},
    },
};

use crate::{
    Json, Metadata, Secret, Timestamp,
    table::{List, Object, Presence, Slot, Table},
};

/// Key under which `serde_json` hands over a number when its feature `arbitrary_precision` is on.
const NUMBER_TOKEN: &str = "$serde_json::private::Number";

/// Why a body could not be decoded.
#[derive(Debug)]
pub(crate) struct Problem {
    /// Where, `member.roles[2].role_id`; empty at the top.
    pub(crate) path: String,
    /// What, `expected string, found number`. It never quotes a value.
    pub(crate) message: String,
}

/// Reads `body` into `object`, whose fields are at their zero.
pub(crate) fn decode(object: &mut dyn Object, body: &[u8]) -> Result<(), Problem> {
    let trace = Trace::default();
    let mut deserializer = serde_json::Deserializer::from_slice(body);
    read_object(object, &mut deserializer, &trace)
        .and_then(|()| deserializer.end())
        .map_err(|error| trace.problem(&error))
}

/// The `Deserialize` of every generated struct. Works on self-describing formats.
///
/// # Errors
/// Where `deserializer` fails, a value has another kind than its field, or a required one is missing.
pub fn deserialize<'de, T: Object, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let trace = Trace::default();
    let mut object = T::empty();
    match read_object(&mut object, deserializer, &trace) {
        Ok(()) => Ok(object),
        Err(error) => Err(trace.describe(error)),
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
    trace: &Trace,
) -> Result<(), D::Error> {
    match (SlotSeed { slot: Slot::Object(object), trace }).deserialize(deserializer)? {
        Found::Value => Ok(()),
        Found::Nothing => Err(trace.mismatch("object", "null or an empty array")),
    }
}

/// Whether a value was there; `null`, and an empty array for an object, are none.
#[derive(Clone, Copy, PartialEq)]
enum Found {
    Value,
    Nothing,
}

/// Where a decode stands when it fails: filled from the inside out while the error travels up.
#[derive(Default)]
struct Trace {
    message: RefCell<Option<String>>,
    segments: RefCell<Vec<Segment>>,
}

enum Segment {
    Field(&'static str),
    Key(String),
    Index(usize),
}

impl Trace {
    /// Records that `expected` was due and `found` was there.
    fn mismatch<E: Error>(&self, expected: &str, found: &str) -> E {
        self.fail(format!("expected {expected}, found {found}"))
    }

    fn fail<E: Error>(&self, message: String) -> E {
        let error = E::custom(&message);
        self.message.replace(Some(message));
        error
    }

    fn enter<E>(&self, segment: Segment, error: E) -> E {
        self.segments.borrow_mut().push(segment);
        error
    }

    fn path(&self) -> String {
        let mut path = String::new();
        for segment in self.segments.borrow().iter().rev() {
            let dot = if path.is_empty() { "" } else { "." };
            // Writing to a `String` cannot fail.
            let _ = match segment {
                Segment::Field(name) => write!(path, "{dot}{name}"),
                Segment::Key(key) => write!(path, "{dot}{key}"),
                Segment::Index(index) => write!(path, "[{index}]"),
            };
        }
        path
    }

    /// The problem behind `error`: ours, or else that of the JSON reader, which tells line and
    /// column and quotes nothing.
    fn problem(&self, error: &serde_json::Error) -> Problem {
        let message = self.message.take().unwrap_or_else(|| error.to_string());
        Problem { path: self.path(), message }
    }

    /// `error` with its path, for those who decode by way of serde.
    fn describe<E: Error>(&self, error: E) -> E {
        match self.message.take() {
            Some(message) => match self.path() {
                path if path.is_empty() => E::custom(message),
                path => E::custom(format_args!("{path}: {message}")),
            },
            None => error,
        }
    }
}

struct SlotSeed<'a, 't> {
    slot: Slot<'a>,
    trace: &'t Trace,
}

impl<'de> DeserializeSeed<'de> for SlotSeed<'_, '_> {
    type Value = Found;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Found, D::Error> {
        match self.slot {
            Slot::Json(place) => {
                *place = Json::deserialize(deserializer)?;
                Ok(Found::Value)
            }
            Slot::Absent => IgnoredAny::deserialize(deserializer).map(|_| Found::Nothing),
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
            Slot::String(place) => value.clone_into(place),
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
            _ => Ok(Found::Nothing),
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
                if found == Found::Nothing {
                    place.set_null();
                }
                Ok(found)
            }
            // Stytch has been seen to write an absent object as `[]`.
            slot @ (Slot::Object(_) | Slot::Map(_) | Slot::Metadata(_)) => {
                match sequence.next_element::<IgnoredAny>()? {
                    None => Ok(Found::Nothing),
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

fn read_fields<'de, A: MapAccess<'de>>(
    object: &mut dyn Object,
    mut map: A,
    trace: &Trace,
) -> Result<Found, A::Error> {
    let table = object.table();
    let mut seen = FieldSet::default();
    let mut hint = 0;
    while let Some(index) = map.next_key_seed(KeySeed { table, hint })? {
        let Some(index) = index else {
            map.next_value::<IgnoredAny>()?;
            continue;
        };
        hint = index + 1;
        match map.next_value_seed(SlotSeed { slot: object.slot(index), trace }) {
            Ok(Found::Value) => seen.insert(index),
            Ok(Found::Nothing) => {}
            Err(error) => {
                return Err(trace.enter(Segment::Field(table.fields[index].name), error));
            }
        }
    }
    check_required(table, &seen, trace)?;
    Ok(Found::Value)
}

fn check_required<E: Error>(table: &Table, seen: &FieldSet, trace: &Trace) -> Result<(), E> {
    if !table.has_required() {
        return Ok(());
    }
    for (index, field) in table.fields.iter().enumerate() {
        if field.presence == Presence::Required && !seen.contains(index) {
            let error = trace.fail("required, but absent or null".to_owned());
            return Err(trace.enter(Segment::Field(field.name), error));
        }
    }
    Ok(())
}

fn read_list<'de, A: SeqAccess<'de>>(
    list: &mut dyn List,
    mut sequence: A,
    trace: &Trace,
) -> Result<Found, A::Error> {
    list.clear();
    loop {
        match sequence.next_element_seed(ElementSeed { list, trace }) {
            Ok(Some(_)) => {}
            Ok(None) => return Ok(Found::Value),
            Err(error) => {
                let index = list.len().saturating_sub(1);
                return Err(trace.enter(Segment::Index(index), error));
            }
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

/// An element of a list: appended only once there is one to read.
struct ElementSeed<'a, 't> {
    list: &'a mut dyn List,
    trace: &'t Trace,
}

impl<'de> DeserializeSeed<'de> for ElementSeed<'_, '_> {
    type Value = Found;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Found, D::Error> {
        SlotSeed { slot: self.list.push(), trace: self.trace }.deserialize(deserializer)
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
