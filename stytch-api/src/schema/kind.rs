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

/// The pattern of every scalar [`Kind`], and of those after it: `scalar_kind!(| Kind::Json)`.
macro_rules! scalar_kind {
    (@arms ($($more:tt)*)
        $($(#[$doc:meta])* $kind:ident $types:tt, $name:literal $(, $optional:ident $ty:tt)?;)*
    ) => {
        $(| $crate::schema::Kind::$kind)* $($more)*
    };
    ($($more:tt)*) => {
        $crate::schema::kind::scalar_kinds! { scalar_kind! @arms ($($more)*) }
    };
}

pub(crate) use {scalar_kind, scalar_kinds};
