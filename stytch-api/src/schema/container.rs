//! Field types that hold other fields: `Option`, `Nullable`, `Vec`, string-keyed maps, and `Box`.

use std::collections::{BTreeMap, HashMap};

use crate::{
    Nullable,
    schema::{FieldMut, FieldRef, FieldType, Kind},
};

/// Something that may be absent: `Option<T>`.
pub trait OptionField {
    /// What is there.
    fn get(&self) -> Option<FieldRef<'_>>;
    /// Puts the default value there and returns it to be written.
    fn insert_default(&mut self) -> FieldMut<'_>;
    /// Takes a JSON `null`.
    fn set_null(&mut self);
}

/// An array: `Vec<T>`.
pub trait ListField {
    /// How many elements there are.
    fn len(&self) -> usize;
    /// The element at `index`, [`FieldRef::Absent`] past the end.
    fn get(&self, index: usize) -> FieldRef<'_>;
    /// Removes every element.
    fn clear(&mut self);
    /// Appends a default value and returns it to be written.
    fn push_default(&mut self) -> FieldMut<'_>;

    /// Whether there is no element.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// A JSON object of values of one kind: a map with `String` keys.
pub trait MapField {
    /// Calls `visit` with each entry.
    fn for_each(&self, visit: &mut dyn FnMut(&str, FieldRef<'_>));
    /// How many entries there are.
    fn len(&self) -> usize;
    /// The value under `key`.
    fn get(&self, key: &str) -> FieldRef<'_>;
    /// Removes every entry.
    fn clear(&mut self);
    /// Puts the default value under `key` and returns it to be written.
    fn insert_default(&mut self, key: &str) -> FieldMut<'_>;

    /// Whether there is no entry.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }
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

impl<T: FieldType> OptionField for Nullable<T> {
    fn get(&self) -> Option<FieldRef<'_>> {
        Some(FieldType::field(self))
    }

    fn insert_default(&mut self) -> FieldMut<'_> {
        *self = Self::Value(T::default_value());
        match self {
            Self::Value(value) => value.field_mut(),
            Self::Null => FieldMut::Absent,
        }
    }

    fn set_null(&mut self) {
        *self = Self::Null;
    }
}

impl<T: FieldType> FieldType for Nullable<T> {
    const KIND: Kind = Kind::Nullable(&T::KIND);

    fn default_value() -> Self {
        Self::Null
    }

    fn field(&self) -> FieldRef<'_> {
        self.value().map_or(FieldRef::Null, T::field)
    }

    fn field_mut(&mut self) -> FieldMut<'_> {
        FieldMut::Option(self)
    }

    fn null() -> Option<Self> {
        Some(Self::Null)
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

/// A field as of `T`, for an object that holds itself: `parent?: Box<Folder>`.
///
/// What is boxed is optional, or lies in a list or a map: the default value of an object that always holds
/// itself would have no end.
impl<T: FieldType> FieldType for Box<T> {
    const KIND: Kind = T::KIND;

    fn default_value() -> Self {
        Self::new(T::default_value())
    }

    fn field(&self) -> FieldRef<'_> {
        T::field(self)
    }

    fn field_mut(&mut self) -> FieldMut<'_> {
        T::field_mut(self)
    }

    fn null() -> Option<Self> {
        T::null().map(Self::new)
    }
}
