//! Scalars: how each Rust type is read from JSON and written.

use std::{borrow::Cow, fmt};

use serde_core::{Serialize, Serializer, ser::Error};

use crate::{
    Secret, Timestamp,
    schema::{FieldType, Kind},
};

/// The largest float below which every integer has an exact representation, 2^53.
const MAX_EXACT_FLOAT: f64 = 9_007_199_254_740_992.0;

/// A scalar as `ValueRef` borrows it.
pub(crate) trait ScalarRef<'a>: Copy + fmt::Debug + Serialize {
    /// The value as text, for a path, a query, a header or a form.
    fn to_text(self) -> Cow<'a, str>;

    /// The value, if it is a secret.
    fn as_secret(self) -> Option<&'a Secret> {
        None
    }

    /// Writes the value to JSON.
    fn encode<S: Serializer>(self, serializer: S) -> Result<S::Ok, S::Error> {
        self.serialize(serializer)
    }

    /// Writes the value to `Debug` output.
    fn debug(self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self, f)
    }
}

/// A scalar as a field stores it: the type itself or an `Option` of it. A `read_*` method returns
/// `None` for a value that the type does not accept.
pub(crate) trait ScalarMut: Sized {
    /// The kind of the scalar.
    const KIND: Kind;

    /// The JSON type that the scalar is read from.
    const JSON_TYPE: JsonType;

    /// Whether an optional field reads empty text as `None`.
    const EMPTY_IS_ABSENT: bool = false;

    fn read_str(_: &str) -> Option<Self> {
        None
    }

    fn read_bool(_: bool) -> Option<Self> {
        None
    }

    fn read_integer(_: i128) -> Option<Self> {
        None
    }

    fn read_float(_: f64) -> Option<Self> {
        None
    }

    /// Whether the text is well-formed. Decoding accepts any text.
    #[cfg(any(feature = "json", feature = "sandbox"))]
    fn is_well_formed(_: &str) -> bool {
        true
    }

    /// Resets an optional field. Does nothing otherwise: a field has its default value already,
    /// unless the JSON has the same key twice.
    fn clear(&mut self) {}
}

/// The JSON type of a scalar.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum JsonType {
    String,
    Boolean,
    /// A number without a fraction.
    Integer,
    Number,
}

impl<T: ScalarMut> ScalarMut for Option<T> {
    const KIND: Kind = T::KIND;
    const JSON_TYPE: JsonType = T::JSON_TYPE;

    fn read_str(text: &str) -> Option<Self> {
        if T::EMPTY_IS_ABSENT && text.is_empty() {
            return Some(None);
        }
        T::read_str(text).map(Some)
    }

    fn read_bool(value: bool) -> Option<Self> {
        T::read_bool(value).map(Some)
    }

    fn read_integer(number: i128) -> Option<Self> {
        T::read_integer(number).map(Some)
    }

    fn read_float(number: f64) -> Option<Self> {
        T::read_float(number).map(Some)
    }

    fn clear(&mut self) {
        *self = None;
    }
}

impl<'a> ScalarRef<'a> for &'a str {
    fn to_text(self) -> Cow<'a, str> {
        Cow::Borrowed(self)
    }
}

impl ScalarMut for String {
    const KIND: Kind = <Self as FieldType>::KIND;
    const JSON_TYPE: JsonType = JsonType::String;

    fn read_str(text: &str) -> Option<Self> {
        Some(Self::from(text))
    }
}

impl<'a> ScalarRef<'a> for &'a Secret {
    fn to_text(self) -> Cow<'a, str> {
        Cow::Borrowed(self.expose())
    }

    fn as_secret(self) -> Option<&'a Secret> {
        Some(self)
    }
}

impl ScalarMut for Secret {
    const KIND: Kind = <Self as FieldType>::KIND;
    const JSON_TYPE: JsonType = JsonType::String;
    /// Stytch sends `""` for the token that a login does not have yet.
    const EMPTY_IS_ABSENT: bool = true;

    fn read_str(text: &str) -> Option<Self> {
        Some(Self::from(text))
    }
}

impl<'a> ScalarRef<'a> for &'a Timestamp {
    fn to_text(self) -> Cow<'a, str> {
        Cow::Borrowed(self.as_str())
    }

    fn debug(self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

impl ScalarMut for Timestamp {
    const KIND: Kind = <Self as FieldType>::KIND;
    const JSON_TYPE: JsonType = JsonType::String;

    fn read_str(text: &str) -> Option<Self> {
        Some(Self::from(text))
    }

    #[cfg(any(feature = "json", feature = "sandbox"))]
    fn is_well_formed(text: &str) -> bool {
        Self::from(text).to_system_time().is_some()
    }
}

impl<'a> ScalarRef<'a> for bool {
    fn to_text(self) -> Cow<'a, str> {
        Cow::Borrowed(if self { "true" } else { "false" })
    }
}

impl ScalarMut for bool {
    const KIND: Kind = <Self as FieldType>::KIND;
    const JSON_TYPE: JsonType = JsonType::Boolean;

    fn read_bool(value: bool) -> Option<Self> {
        Some(value)
    }
}

macro_rules! integer_scalars {
    ($($ty:ty)*) => {$(
        impl<'a> ScalarRef<'a> for $ty {
            fn to_text(self) -> Cow<'a, str> {
                Cow::Owned(self.to_string())
            }
        }

        impl ScalarMut for $ty {
            const KIND: Kind = <Self as FieldType>::KIND;
            const JSON_TYPE: JsonType = JsonType::Integer;

            fn read_integer(number: i128) -> Option<Self> {
                Self::try_from(number).ok()
            }

            fn read_float(number: f64) -> Option<Self> {
                exact_integer(number).and_then(Self::read_integer)
            }
        }
    )*};
}

integer_scalars! { i32 i64 u32 u64 }

/// The integer value of a float without a fraction: `200.0` is 200. `None` above 2^53, where
/// floats are no longer exact.
#[expect(clippy::cast_possible_truncation, reason = "the number has no fraction and fits")]
pub(crate) fn exact_integer(number: f64) -> Option<i128> {
    (number.fract() == 0.0 && number.abs() <= MAX_EXACT_FLOAT).then_some(number as i128)
}

impl<'a> ScalarRef<'a> for f64 {
    fn to_text(self) -> Cow<'a, str> {
        Cow::Owned(self.to_string())
    }

    /// JSON cannot represent such a number, and `null` has another meaning.
    fn encode<S: Serializer>(self, serializer: S) -> Result<S::Ok, S::Error> {
        if !self.is_finite() {
            return Err(S::Error::custom("JSON cannot represent NaN or infinity"));
        }
        serializer.serialize_f64(self)
    }
}

impl ScalarMut for f64 {
    const KIND: Kind = <Self as FieldType>::KIND;
    const JSON_TYPE: JsonType = JsonType::Number;

    #[expect(clippy::cast_precision_loss, reason = "most JSON writers treat numbers as floats")]
    fn read_integer(number: i128) -> Option<Self> {
        Some(number as Self)
    }

    fn read_float(number: f64) -> Option<Self> {
        Some(number)
    }
}
