//! Which types a field may have.

use std::collections::{BTreeMap, HashMap};

use crate::{
    Json, Metadata, Secret, Timestamp,
    schema::{FieldMut, FieldRef, Kind, ListField, MapField, OptionField},
};

/// A type that a field of a spec may have.
///
/// `String`, `bool`, `i32`, `i64`, `u32`, `u64`, `f64`, [`Secret`], [`Timestamp`], [`Json`],
/// [`Metadata`], [`Nullable`](crate::Nullable), `Vec` and string-keyed maps of these, whatever
/// [`object!`](crate::object!) and [`open_enum!`](crate::open_enum!) declare, and a type of your own
/// with serde's traits once [`serde_field!`](crate::serde_field!) names it.
#[diagnostic::on_unimplemented(
    message = "a field of a spec cannot have the type `{Self}`",
    label = "not a field type",
    note = "declare `{Self}` with `object!` or `open_enum!`; or, when it has serde's traits, `Clone` and `Default`, write `stytch_api::serde_field!({Self});` beside it"
)]
pub trait FieldType: Sized {
    /// What the table says of it.
    const KIND: Kind;

    /// The value that an absent field reads as.
    fn default_value() -> Self;

    /// Borrows the value for reading.
    fn field(&self) -> FieldRef<'_>;

    /// Borrows the value for writing, in the arm of the same name.
    fn field_mut(&mut self) -> FieldMut<'_>;

    /// The value that JSON `null` stands for; `None` where `null` means absence.
    fn null() -> Option<Self> {
        None
    }
}

/// The field types that have an arm of their own, each with the expression of its default value.
macro_rules! plain_field_types {
    ($($ty:ty, $arm:ident, $default:expr, |$value:ident| $read:expr;)*) => {$(
        impl FieldType for $ty {
            const KIND: Kind = Kind::$arm;

            fn default_value() -> Self {
                $default
            }

            fn field(&self) -> FieldRef<'_> {
                let $value = self;
                FieldRef::$arm($read)
            }

            fn field_mut(&mut self) -> FieldMut<'_> {
                FieldMut::$arm(self)
            }
        }
    )*};
}

plain_field_types! {
    String, String, String::new(), |value| value;
    Secret, Secret, Secret::default(), |value| value;
    Timestamp, Timestamp, Timestamp::default(), |value| value;
    bool, Bool, false, |value| *value;
    i32, I32, 0, |value| *value;
    i64, I64, 0, |value| *value;
    u32, U32, 0, |value| *value;
    u64, U64, 0, |value| *value;
    f64, F64, 0.0, |value| *value;
    Json, Json, Json::Null, |value| value;
    Metadata, Metadata, Metadata::new(), |value| value;
}

impl<T: FieldType> OptionField for Option<T> {
    fn get(&self) -> Option<FieldRef<'_>> {
        self.as_ref().map(T::field)
    }

    fn insert_default(&mut self) -> FieldMut<'_> {
        self.insert(T::default_value()).field_mut()
    }

    fn set_null(&mut self) {
        *self = T::null();
    }
}

impl<T: FieldType> ListField for Vec<T> {
    fn len(&self) -> usize {
        self.len()
    }

    fn get(&self, index: usize) -> FieldRef<'_> {
        self.as_slice().get(index).map_or(FieldRef::Absent, T::field)
    }

    fn clear(&mut self) {
        self.clear();
    }

    fn push_default(&mut self) -> FieldMut<'_> {
        self.push(T::default_value());
        self.last_mut().map_or(FieldMut::Absent, T::field_mut)
    }
}

impl<T: FieldType> FieldType for Vec<T> {
    const KIND: Kind = Kind::List(&T::KIND);

    fn default_value() -> Self {
        Vec::new()
    }

    fn field(&self) -> FieldRef<'_> {
        FieldRef::List(self)
    }

    fn field_mut(&mut self) -> FieldMut<'_> {
        FieldMut::List(self)
    }
}

/// `BTreeMap` and `HashMap` with `String` keys.
macro_rules! map_field_types {
    ($($map:ident)*) => {$(
        #[allow(clippy::implicit_hasher, reason = "a spec names no hasher")]
        impl<T: FieldType> MapField for $map<String, T> {
            fn for_each(&self, visit: &mut dyn FnMut(&str, FieldRef<'_>)) {
                for (key, value) in self {
                    visit(key, value.field());
                }
            }

            fn len(&self) -> usize {
                self.len()
            }

            fn get(&self, key: &str) -> FieldRef<'_> {
                $map::get(self, key).map_or(FieldRef::Absent, T::field)
            }

            fn clear(&mut self) {
                self.clear();
            }

            fn insert_default(&mut self, key: &str) -> FieldMut<'_> {
                let value = self.entry(key.to_owned()).or_insert_with(T::default_value);
                *value = T::default_value();
                value.field_mut()
            }
        }

        #[allow(clippy::implicit_hasher, reason = "a spec names no hasher")]
        impl<T: FieldType> FieldType for $map<String, T> {
            const KIND: Kind = Kind::Map(&T::KIND);

            fn default_value() -> Self {
                $map::new()
            }

            fn field(&self) -> FieldRef<'_> {
                FieldRef::Map(self)
            }

            fn field_mut(&mut self) -> FieldMut<'_> {
                FieldMut::Map(self)
            }
        }
    )*};
}

map_field_types! { BTreeMap HashMap }

/// Lets a type of your own stand in a spec: it is read and written by its serde traits.
///
/// The type needs `Serialize`, `DeserializeOwned`, `Clone`, `Default`, `Send` and `Sync`. Its `Default`
/// is what an absent field reads as. Two are equal when their JSON is. Its `Debug` is never used: the
/// engine prints `Type(..)` in its place, since it cannot know what is a secret there.
///
/// ```
/// #[derive(Clone, Default, serde::Serialize, serde::Deserialize)]
/// pub struct Percent(u8);
///
/// stytch_api::serde_field!(Percent);
///
/// stytch_api::object! {
///     /// How far a roll-out has come.
///     Rollout {
///         /// Share of Members who see it.
///         share: Percent,
///     }
/// }
/// ```
#[macro_export]
macro_rules! serde_field {
    ($ty:ty) => {
        impl $crate::schema::FieldType for $ty {
            const KIND: $crate::schema::Kind = $crate::schema::Kind::Serde(stringify!($ty));

            fn default_value() -> Self {
                ::core::default::Default::default()
            }

            fn field(&self) -> $crate::schema::FieldRef<'_> {
                $crate::schema::FieldRef::Serde(self)
            }

            fn field_mut(&mut self) -> $crate::schema::FieldMut<'_> {
                $crate::schema::FieldMut::Serde(self)
            }
        }
    };
}
