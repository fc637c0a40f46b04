//! `Box<T>`: how an object holds itself.

use crate::schema::{FieldType, Get, Kind, Slot};

/// A field as of `T`, for an object that holds itself: `parent?: Box<Folder>`.
///
/// What is boxed is optional, or lies in a list or a map: the zero of an object that always holds
/// itself would have no end.
impl<T: FieldType> FieldType for Box<T> {
    const KIND: Kind = T::KIND;

    fn zero() -> Self {
        Self::new(T::zero())
    }

    fn get(&self) -> Get<'_> {
        T::get(self)
    }

    fn slot(&mut self) -> Slot<'_> {
        T::slot(self)
    }

    fn null() -> Option<Self> {
        T::null().map(Self::new)
    }
}
