//! Writes one JSON value to a field. Nothing here is generic over the deserializer, so it is
//! compiled once.

use crate::{
    Json,
    codec::scalar::{JsonType, ScalarMut, exact_integer},
    schema::{FieldMut, SerdeField, match_field_mut},
};

/// Which JSON value a field was read from.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Visited {
    Value,
    Null,
    /// `[]` instead of an object, which counts as absent.
    EmptyArray,
}

/// Why a value cannot be written to a field; the value is not quoted.
pub(super) type DecodeFailure = Box<str>;

pub(super) fn write_str(field: FieldMut<'_>, text: &str) -> Result<(), DecodeFailure> {
    write_scalar(field, text)
}

pub(super) fn write_bool(field: FieldMut<'_>, value: bool) -> Result<(), DecodeFailure> {
    write_scalar(field, value)
}

pub(super) fn write_i64(field: FieldMut<'_>, number: i64) -> Result<(), DecodeFailure> {
    write_scalar(field, number)
}

pub(super) fn write_u64(field: FieldMut<'_>, number: u64) -> Result<(), DecodeFailure> {
    write_scalar(field, number)
}

pub(super) fn write_f64(field: FieldMut<'_>, number: f64) -> Result<(), DecodeFailure> {
    write_scalar(field, number)
}

pub(super) fn write_null(field: FieldMut<'_>) -> Visited {
    match_field_mut! { field;
        Scalar(target) => target.clear(),
        FieldMut::List(list) => list.clear(),
        FieldMut::Map(map) => map.clear(),
        // Only `Nullable` and `Json` distinguish `null` from absence.
        FieldMut::Option(option) => {
            option.set_null();
            return Visited::Value;
        }
        FieldMut::Json(target) => {
            *target = Json::Null;
            return Visited::Value;
        }
        FieldMut::Metadata(_)
        | FieldMut::Enum(_)
        | FieldMut::Object(_)
        | FieldMut::Serde(_)
        | FieldMut::Absent => {}
    }
    Visited::Null
}

/// Writes a value with its type's own `Deserialize`; `found` is the name of its JSON type.
pub(super) fn write_serde(
    target: &mut dyn SerdeField,
    value: Json,
    found: &str,
) -> Result<(), DecodeFailure> {
    if target.set_json(value) {
        return Ok(());
    }
    Err(format!("`{}` cannot be read from this {found}", target.type_name()).into())
}

/// The name of the JSON type that a field is read from, for error messages.
pub(super) fn json_name(field: &FieldMut<'_>) -> &'static str {
    match_field_mut! { field;
        Scalar(target) => scalar_name(*target),
        FieldMut::Enum(_) => "string",
        FieldMut::Object(_) | FieldMut::Map(_) | FieldMut::Metadata(_) => "object",
        FieldMut::List(_) => "array",
        FieldMut::Json(_) | FieldMut::Option(_) | FieldMut::Serde(_) | FieldMut::Absent => "value",
    }
}

#[cold]
pub(super) fn mismatch(expected: &str, found: &str) -> DecodeFailure {
    format!("expected {expected}, found {found}").into()
}

/// A JSON string, boolean or number.
trait Scalar: Copy + Into<Json> {
    /// The name of its JSON type.
    const NAME: &'static str;

    /// The value as `T`; `None` if `T` is read from another JSON type, or if the value is out of
    /// its range.
    fn read<T: ScalarMut>(self) -> Option<T>;

    fn as_str(&self) -> Option<&str> {
        None
    }

    fn is_integer(self) -> bool {
        false
    }
}

impl Scalar for &str {
    const NAME: &'static str = "string";

    fn read<T: ScalarMut>(self) -> Option<T> {
        T::read_str(self)
    }

    fn as_str(&self) -> Option<&str> {
        Some(self)
    }
}

impl Scalar for bool {
    const NAME: &'static str = "boolean";

    fn read<T: ScalarMut>(self) -> Option<T> {
        T::read_bool(self)
    }
}

impl Scalar for i64 {
    const NAME: &'static str = "number";

    fn read<T: ScalarMut>(self) -> Option<T> {
        T::read_integer(self.into())
    }

    fn is_integer(self) -> bool {
        true
    }
}

impl Scalar for u64 {
    const NAME: &'static str = "number";

    fn read<T: ScalarMut>(self) -> Option<T> {
        T::read_integer(self.into())
    }

    fn is_integer(self) -> bool {
        true
    }
}

impl Scalar for f64 {
    const NAME: &'static str = "number";

    fn read<T: ScalarMut>(self) -> Option<T> {
        T::read_float(self)
    }

    fn is_integer(self) -> bool {
        exact_integer(self).is_some()
    }
}

fn write_scalar<V: Scalar>(field: FieldMut<'_>, value: V) -> Result<(), DecodeFailure> {
    match_field_mut! { field;
        Scalar(target) => match value.read() {
            Some(value) => *target = value,
            None => return Err(scalar_mismatch(target, value)),
        },
        FieldMut::Enum(target) => match value.as_str() {
            Some(text) => target.set(text),
            None => return Err(mismatch("string", V::NAME)),
        },
        FieldMut::Json(target) => *target = value.into(),
        FieldMut::Serde(target) => return write_serde(target, value.into(), V::NAME),
        FieldMut::Option(target) => return write_scalar(target.insert_default(), value),
        FieldMut::Metadata(_) | FieldMut::Object(_) | FieldMut::Map(_) => {
            return Err(mismatch("object", V::NAME));
        }
        FieldMut::List(_) => return Err(mismatch("array", V::NAME)),
        FieldMut::Absent => return Err(mismatch("value", V::NAME)),
    }
    Ok(())
}

fn scalar_mismatch<T: ScalarMut, V: Scalar>(target: &T, value: V) -> DecodeFailure {
    let is_out_of_range = T::JSON_TYPE == JsonType::Integer && value.is_integer();
    let found = if is_out_of_range { "number out of range" } else { V::NAME };
    mismatch(scalar_name(target), found)
}

fn scalar_name<T: ScalarMut>(_: &T) -> &'static str {
    T::KIND.json_name()
}
