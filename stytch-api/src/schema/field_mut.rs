//! A field borrowed for writing.

use crate::{
    Json, Metadata,
    schema::{EnumField, ListField, MapField, Object, OptionField, SerdeField, kind::scalar_kinds},
};

macro_rules! define_field_mut {
    ($(
        $(#[$doc:meta])*
        $kind:ident($ty:ty, $($read:tt)*), $name:literal $(, $optional:ident $optional_ty:tt)?;
    )*) => {
        /// A field, borrowed for writing.
        #[doc(hidden)]
        #[non_exhaustive]
        pub enum FieldMut<'a> {
            $(
                $(#[$doc])*
                $kind(&'a mut $ty),
                $(
                    /// The same, or `None`.
                    $optional(&'a mut Option<$ty>),
                )?
            )*
            /// Any JSON value.
            Json(&'a mut Json),
            /// A JSON object with members of any kind.
            Metadata(&'a mut Metadata),
            /// An open enum.
            Enum(&'a mut dyn EnumField),
            /// An object with its own table.
            Object(&'a mut dyn Object),
            /// A JSON array.
            List(&'a mut dyn ListField),
            /// A JSON object whose members are all of one kind.
            Map(&'a mut dyn MapField),
            /// A `Nullable`, or an `Option` of a type without an optional variant above.
            Option(&'a mut dyn OptionField),
            /// A type with serde's traits.
            Serde(&'a mut dyn SerdeField),
            /// The table has no such field.
            Absent,
        }
    };
}

scalar_kinds! { define_field_mut! }

/// A `match` on a [`FieldMut`]: `Scalar(target) => …` stands for one arm per scalar kind and one
/// per optional scalar, each of which binds `target` with its own type.
macro_rules! match_field_mut {
    (@arms ($subject:expr, $scalar:ident, $body:expr, $($arms:tt)*) $(
        $(#[$doc:meta])* $kind:ident $types:tt, $name:literal $(, $optional:ident $ty:tt)?;
    )*) => {
        match $subject {
            $(
                $crate::schema::FieldMut::$kind($scalar) => $body,
                $($crate::schema::FieldMut::$optional($scalar) => $body,)?
            )*
            $($arms)*
        }
    };
    ($subject:expr; Scalar($scalar:ident) => $body:expr, $($arms:tt)*) => {
        $crate::schema::kind::scalar_kinds! {
            match_field_mut! @arms ($subject, $scalar, $body, $($arms)*)
        }
    };
}

/// The pattern of every scalar [`FieldMut`], optional ones included, and of some others:
/// `scalar_field_mut!(FieldMut::Absent)`.
macro_rules! scalar_field_mut {
    (@arms ($($other:pat),*)
        $($(#[$doc:meta])* $kind:ident $types:tt, $name:literal $(, $optional:ident $ty:tt)?;)*
    ) => {
        $(
            | $crate::schema::FieldMut::$kind(_)
            $(| $crate::schema::FieldMut::$optional(_))?
        )*
        $(| $other)*
    };
    ($($other:pat),*) => {
        $crate::schema::kind::scalar_kinds! { scalar_field_mut! @arms ($($other),*) }
    };
}

pub(crate) use {match_field_mut, scalar_field_mut};
