//! Field types that hold other fields: `Option`, `Nullable`, `Vec`, string-keyed maps, and `Box`.

use std::collections::{BTreeMap, HashMap};

use crate::{
    Nullable,
    schema::{
        FieldMut, FieldRef, FieldType, Kind, ListField, MapField, OptionField, Sendable, Unboxed,
    },
};

/// The largest element, in bytes, of which a list has space for four from the start.
const MAX_SMALL_ELEMENT: usize = 64;

impl<T: FieldType> OptionField for Option<T> {
    fn get(&self) -> Option<FieldRef<'_>> {
        self.as_ref().map(T::field)
    }

    fn insert_default(&mut self) -> FieldMut<'_> {
        self.insert(T::absent_value()).field_mut()
    }

    fn set_null(&mut self) {
        *self = T::null();
    }
}

impl<T: FieldType> OptionField for Nullable<T> {
    fn get(&self) -> Option<FieldRef<'_>> {
        Some(self.field())
    }

    fn insert_default(&mut self) -> FieldMut<'_> {
        *self = Self::Value(T::absent_value());
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
    const SENDABLE: Sendable = T::SENDABLE;

    fn absent_value() -> Self {
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
        // By itself, a `Vec` starts with space for four elements, and many lists of objects have one.
        if size_of::<T>() > MAX_SMALL_ELEMENT && self.capacity() == 0 {
            self.reserve_exact(1);
        }
        self.push(T::absent_value());
        self.last_mut().map_or(FieldMut::Absent, T::field_mut)
    }
}

impl<T: FieldType> FieldType for Vec<T> {
    const KIND: Kind = Kind::List(&T::KIND);
    const SENDABLE: Sendable = T::SENDABLE;

    fn absent_value() -> Self {
        Vec::new()
    }

    fn field(&self) -> FieldRef<'_> {
        FieldRef::List(self)
    }

    fn field_mut(&mut self) -> FieldMut<'_> {
        FieldMut::List(self)
    }
}

macro_rules! implement_map_field {
    ($($map:ident)*) => {$(
        #[allow(clippy::implicit_hasher, reason = "a spec names no hasher")]
        impl<T: FieldType> MapField for $map<String, T> {
            fn len(&self) -> usize {
                self.len()
            }

            fn get(&self, key: &str) -> FieldRef<'_> {
                $map::get(self, key).map_or(FieldRef::Absent, T::field)
            }

            fn for_each(&self, visit: &mut dyn FnMut(&str, FieldRef<'_>)) {
                for (key, value) in self {
                    visit(key, value.field());
                }
            }

            fn clear(&mut self) {
                self.clear();
            }

            fn insert_default(&mut self, key: &str) -> FieldMut<'_> {
                let value = self.entry(key.to_owned()).or_insert_with(T::absent_value);
                *value = T::absent_value();
                value.field_mut()
            }
        }

        #[allow(clippy::implicit_hasher, reason = "a spec names no hasher")]
        impl<T: FieldType> FieldType for $map<String, T> {
            const KIND: Kind = Kind::Map(&T::KIND);
    const SENDABLE: Sendable = T::SENDABLE;

            fn absent_value() -> Self {
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

implement_map_field! { BTreeMap HashMap }

/// The field of `T`, so that an object can hold itself: `parent?: Box<Folder>`.
///
/// The box must be optional, or in a list or a map: the default value of an object that always
/// holds itself would be infinite.
impl<T: FieldType> FieldType for Box<T> {
    const KIND: Kind = T::KIND;
    /// The macros reject an unmarked `Box`, but cannot recognize one behind a type alias.
    const UNBOXED: Unboxed = Unboxed(None);
    const SENDABLE: Sendable = T::SENDABLE;

    fn absent_value() -> Self {
        Self::new(T::absent_value())
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
