//! A field borrowed for reading.

use crate::{
    Json, Metadata,
    schema::{
        HeaderField, ListField, MapField, Object, OptionField, SerdeField, kind::scalar_kinds,
    },
};

macro_rules! define_field_ref {
    ($(
        $(#[$doc:meta])*
        $kind:ident($ty:ty, $borrowed:ty, |$value:ident| $read:expr), $name:literal
            $(, $optional:ident($optional_ty:ty))?;
    )*) => {
        /// A field, borrowed for reading.
        #[doc(hidden)]
        #[derive(Clone, Copy)]
        #[non_exhaustive]
        pub enum FieldRef<'a> {
            $(
                $(#[$doc])*
                $kind($borrowed),
                $(
                    /// The same, or `None`.
                    $optional($optional_ty),
                )?
            )*
            /// Any JSON value.
            Json(&'a Json),
            /// A JSON object with members of any kind.
            Metadata(&'a Metadata),
            /// The wire value of an open enum.
            Enum(&'a str),
            /// An object with its own table.
            Object(&'a dyn Object),
            /// A JSON array.
            List(&'a dyn ListField),
            /// A JSON object whose members are all of one kind.
            Map(&'a dyn MapField),
            /// An `Option` of a type without an optional variant above.
            Option(&'a dyn OptionField),
            /// JSON `null`.
            Null,
            /// A value that names the header it is sent in.
            Header(&'a dyn HeaderField),
            /// A type with serde's traits.
            Serde(&'a dyn SerdeField),
            /// The table has no such field.
            Absent,
        }

        /// The value of a field that is present: a [`FieldRef`] without its optional variants.
        #[derive(Clone, Copy)]
        pub(crate) enum ValueRef<'a> {
            $($kind($borrowed),)*
            Json(&'a Json),
            Metadata(&'a Metadata),
            Enum(&'a str),
            Object(&'a dyn Object),
            List(&'a dyn ListField),
            Map(&'a dyn MapField),
            Null,
            Header(&'a dyn HeaderField),
            Serde(&'a dyn SerdeField),
        }

        impl<'a> FieldRef<'a> {
            /// The value of the field; `None` if it is absent.
            #[inline]
            pub(crate) fn present(self) -> Option<ValueRef<'a>> {
                Some(match self {
                    $(
                        Self::$kind(value) => ValueRef::$kind(value),
                        $(Self::$optional($value) => {
                            return $value.as_ref().map(|$value| ValueRef::$kind($read));
                        })?
                    )*
                    Self::Json(value) => ValueRef::Json(value),
                    Self::Metadata(value) => ValueRef::Metadata(value),
                    Self::Enum(value) => ValueRef::Enum(value),
                    Self::Object(object) => ValueRef::Object(object),
                    Self::List(list) => ValueRef::List(list),
                    Self::Map(map) => ValueRef::Map(map),
                    Self::Option(option) => return option.get().and_then(Self::present),
                    Self::Null => ValueRef::Null,
                    Self::Header(header) => ValueRef::Header(header),
                    Self::Serde(value) => ValueRef::Serde(value),
                    Self::Absent => return None,
                })
            }
        }
    };
}

scalar_kinds! { define_field_ref! }

/// A `match` on a [`ValueRef`]: `Scalar(value) => …` stands for one arm per scalar kind, each of
/// which binds `value` with its own type.
macro_rules! match_value {
    (@arms ($subject:expr, $scalar:ident, $body:expr, $($arms:tt)*) $(
        $(#[$doc:meta])* $kind:ident $types:tt, $name:literal $(, $optional:ident $ty:tt)?;
    )*) => {
        match $subject {
            $($crate::schema::ValueRef::$kind($scalar) => $body,)*
            $($arms)*
        }
    };
    ($subject:expr; Scalar($scalar:ident) => $body:expr, $($arms:tt)*) => {
        $crate::schema::kind::scalar_kinds! {
            match_value! @arms ($subject, $scalar, $body, $($arms)*)
        }
    };
}
pub(crate) use match_value;
