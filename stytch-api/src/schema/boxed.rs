//! `Box<T>`: how an object holds itself.

use crate::schema::{FieldMut, FieldRef, FieldType, Kind};

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
