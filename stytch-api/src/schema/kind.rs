//! What a field holds, and the list of scalar kinds that everything about scalars is generated
//! from.

use crate::schema::Table;

/// The scalar kinds: strings, numbers and booleans. Each row generates the variant of [`Kind`], the
/// variants of `FieldRef`, `ValueRef` and `FieldMut`, the `FieldType` of its Rust type, and one arm
/// of every `match` on these enums.
///
/// A row names the variant, the Rust type, the type that a read borrows and how, and the name in
/// error messages. The last column is the variant for `Option<T>`; a row without one leaves that to
/// `OptionField`, which takes a virtual call.
macro_rules! scalar_kinds {
    ($callback:ident! $($input:tt)*) => {
        $callback! {
            $($input)*

            /// A string.
            String(String, &'a str, |value| value), "string", OptString(&'a Option<String>);
            /// A string that is never printed.
            Secret($crate::Secret, &'a $crate::Secret, |value| value), "string",
                OptSecret(&'a Option<$crate::Secret>);
            /// An RFC 3339 timestamp in a string.
            Timestamp($crate::Timestamp, &'a $crate::Timestamp, |value| value), "string",
                OptTimestamp(&'a Option<$crate::Timestamp>);
            /// A boolean.
            Bool(bool, bool, |value| *value), "boolean", OptBool(Option<bool>);
            /// A 32-bit signed integer.
            I32(i32, i32, |value| *value), "32-bit integer", OptI32(Option<i32>);
            /// A 64-bit signed integer.
            I64(i64, i64, |value| *value), "64-bit integer";
            /// A 32-bit unsigned integer.
            U32(u32, u32, |value| *value), "unsigned 32-bit integer";
            /// A 64-bit unsigned integer.
            U64(u64, u64, |value| *value), "unsigned 64-bit integer";
            /// A 64-bit floating-point number.
            F64(f64, f64, |value| *value), "number";
        }
    };
}

macro_rules! define_kind {
    ($($(#[$doc:meta])* $kind:ident $types:tt, $name:literal $(, $optional:ident $ty:tt)?;)*) => {
        /// What a field holds.
        #[derive(Clone, Copy, Debug)]
        #[non_exhaustive]
        pub enum Kind {
            $(
                $(#[$doc])*
                $kind,
            )*
            /// Any JSON value.
            Json,
            /// A JSON object with members of any kind.
            Metadata,
            /// A string with known values; Stytch may add others.
            Enum(&'static [&'static str]),
            /// An object with its own table.
            Object(fn() -> &'static Table),
            /// A JSON array.
            List(&'static Kind),
            /// A JSON object whose members are all of one kind.
            Map(&'static Kind),
            /// `null` or a value.
            Nullable(&'static Kind),
            /// A value that is sent in one of these headers.
            Header(&'static [&'static str]),
            /// A type with serde's traits; its Rust name.
            Serde(&'static str),
        }

        impl Kind {
            /// The name of the JSON value in error messages.
            pub(crate) fn json_name(&self) -> &'static str {
                match self {
                    $(Self::$kind => $name,)*
                    Self::Enum(_) => "string",
                    Self::Object(_) | Self::Map(_) | Self::Metadata => "object",
                    Self::List(_) => "array",
                    Self::Nullable(kind) => kind.json_name(),
                    Self::Json | Self::Header(_) | Self::Serde(_) => "value",
                }
            }
        }
    };
}

scalar_kinds! { define_kind! }

/// The pattern of every scalar [`Kind`] and of some others: `scalar_kind!(Kind::Json)`.
macro_rules! scalar_kind {
    (@arms ($($other:pat),*)
        $($(#[$doc:meta])* $kind:ident $types:tt, $name:literal $(, $optional:ident $ty:tt)?;)*
    ) => {
        $(| Kind::$kind)* $(| $other)*
    };
    ($($other:pat),*) => {
        scalar_kinds! { scalar_kind! @arms ($($other),*) }
    };
}

pub(crate) use scalar_kinds;

/// The message for a field that cannot be sent in `$location` because of its kind; `None` if it can.
macro_rules! rejection {
    ($location:literal, $objects:literal, $fix:literal, $kind:expr) => {
        match $kind {
            scalar_kind!(Kind::Enum(_), Kind::Header(_), Kind::Serde(_)) => None,
            Kind::Object(_) => Some(concat!($location, " cannot hold ", $objects)),
            Kind::List(_) => Some(concat!($location, " cannot hold a list; write `", $fix, "`")),
            Kind::Map(_) | Kind::Metadata => {
                Some(concat!($location, " cannot hold a map; write `", $fix, "`"))
            }
            Kind::Json => Some(concat!($location, " cannot hold `Json`; write `", $fix, "`")),
            Kind::Nullable(_) => {
                Some(concat!($location, " cannot hold `null`; write `", $fix, "`"))
            }
        }
    };
    ($location:literal, $kind:expr) => {
        rejection!($location, "an object; write a field for each of its values", "String", $kind)
    };
    ($location:literal, list: $list:literal, $kind:expr) => {
        match $kind {
            Kind::List(element) => {
                rejection!($list, "objects; write `Vec<String>`", "Vec<String>", *element)
            }
            kind => rejection!($location, kind),
        }
    };
}

/// The macros check the types that they know by name. For any other type, such as one declared with
/// [`object!`](crate::object!), they emit a constant that calls one of these: a kind that cannot be
/// sent there is a compile error.
#[doc(hidden)]
impl Kind {
    /// Rejects a kind that cannot be a path segment.
    #[track_caller]
    pub const fn check_path(self) {
        assert_accepted(rejection!("a path segment", self));
    }

    /// Rejects a kind that cannot be a query parameter. A list has one parameter per element.
    #[track_caller]
    pub const fn check_query(self) {
        assert_accepted(rejection!("a query parameter", list: "a list in a query parameter", self));
    }

    /// Rejects a kind that cannot be a header.
    #[track_caller]
    pub const fn check_header(self) {
        assert_accepted(rejection!("a header", self));
    }

    /// Rejects a kind that cannot be a form field. A list has one field per element.
    #[track_caller]
    pub const fn check_form(self) {
        assert_accepted(rejection!("a form field", list: "a list in a form", self));
    }
}

#[track_caller]
const fn assert_accepted(rejection: Option<&'static str>) {
    if let Some(rejection) = rejection {
        panic!("{}", rejection);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_rejected(check: fn(Kind), kind: Kind) -> bool {
        std::panic::catch_unwind(|| check(kind)).is_err()
    }

    #[test]
    fn only_kinds_with_a_text_form_are_sent_outside_json() {
        const LIST: Kind = Kind::List(&Kind::String);
        for check in [Kind::check_path, Kind::check_query, Kind::check_header, Kind::check_form] {
            for kind in [Kind::String, Kind::Secret, Kind::U64, Kind::Enum(&[]), Kind::Serde("X")] {
                assert!(!is_rejected(check, kind), "{kind:?}");
            }
            for kind in [Kind::Json, Kind::Metadata, Kind::Map(&Kind::Bool), Kind::List(&LIST)] {
                assert!(is_rejected(check, kind), "{kind:?}");
            }
        }
        assert!(is_rejected(Kind::check_path, LIST) && is_rejected(Kind::check_header, LIST));
        assert!(!is_rejected(Kind::check_query, LIST) && !is_rejected(Kind::check_form, LIST));
    }
}
