//! Which types a field may have.

use std::collections::{BTreeMap, HashMap};

use crate::{
    Json, Metadata, Secret, Timestamp,
    schema::{Get, Kind, List, Map, Maybe, Slot},
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
    fn zero() -> Self;

    /// Borrows the value for reading.
    fn get(&self) -> Get<'_>;

    /// Borrows the value for writing, in the arm of the same name.
    fn slot(&mut self) -> Slot<'_>;

    /// The value that JSON `null` stands for; `None` where `null` means absence.
    fn null() -> Option<Self> {
        None
    }
}

/// The field types that have an arm of their own, each with the expression of its zero.
macro_rules! plain_field_types {
    ($($ty:ty, $arm:ident, $zero:expr, |$value:ident| $read:expr;)*) => {$(
        impl FieldType for $ty {
            const KIND: Kind = Kind::$arm;

            fn zero() -> Self {
                $zero
            }

            fn get(&self) -> Get<'_> {
                let $value = self;
                Get::$arm($read)
            }

            fn slot(&mut self) -> Slot<'_> {
                Slot::$arm(self)
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

impl<T: FieldType> Maybe for Option<T> {
    fn peek(&self) -> Option<Get<'_>> {
        self.as_ref().map(T::get)
    }

    fn fill(&mut self) -> Slot<'_> {
        self.insert(T::zero()).slot()
    }

    fn set_null(&mut self) {
        *self = T::null();
    }
}

impl<T: FieldType> List for Vec<T> {
    fn len(&self) -> usize {
        self.len()
    }

    fn item(&self, index: usize) -> Get<'_> {
        self.as_slice().get(index).map_or(Get::Absent, T::get)
    }

    fn clear(&mut self) {
        self.clear();
    }

    fn push(&mut self) -> Slot<'_> {
        self.push(T::zero());
        self.last_mut().map_or(Slot::Absent, T::slot)
    }
}

impl<T: FieldType> FieldType for Vec<T> {
    const KIND: Kind = Kind::List(&T::KIND);

    fn zero() -> Self {
        Vec::new()
    }

    fn get(&self) -> Get<'_> {
        Get::List(self)
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::List(self)
    }
}

/// `BTreeMap` and `HashMap` with `String` keys.
macro_rules! map_field_types {
    ($($map:ident)*) => {$(
        #[allow(clippy::implicit_hasher, reason = "a spec names no hasher")]
        impl<T: FieldType> Map for $map<String, T> {
            fn each(&self, visit: &mut dyn FnMut(&str, Get<'_>)) {
                for (key, value) in self {
                    visit(key, value.get());
                }
            }

            fn len(&self) -> usize {
                self.len()
            }

            fn value(&self, key: &str) -> Get<'_> {
                $map::get(self, key).map_or(Get::Absent, T::get)
            }

            fn clear(&mut self) {
                self.clear();
            }

            fn insert(&mut self, key: &str) -> Slot<'_> {
                let value = self.entry(key.to_owned()).or_insert_with(T::zero);
                *value = T::zero();
                value.slot()
            }
        }

        #[allow(clippy::implicit_hasher, reason = "a spec names no hasher")]
        impl<T: FieldType> FieldType for $map<String, T> {
            const KIND: Kind = Kind::Map(&T::KIND);

            fn zero() -> Self {
                $map::new()
            }

            fn get(&self) -> Get<'_> {
                Get::Map(self)
            }

            fn slot(&mut self) -> Slot<'_> {
                Slot::Map(self)
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
            const KIND: $crate::schema::Kind = $crate::schema::Kind::Other(stringify!($ty));

            fn zero() -> Self {
                ::core::default::Default::default()
            }

            fn get(&self) -> $crate::schema::Get<'_> {
                $crate::schema::Get::Other(self)
            }

            fn slot(&mut self) -> $crate::schema::Slot<'_> {
                $crate::schema::Slot::Other(self)
            }
        }
    };
}
