//! The traits of the fields that [`FieldRef`] and [`FieldMut`] do not know by type.

use crate::{
    Secret,
    schema::{FieldMut, FieldRef, SerdeField},
};

/// An open enum.
#[doc(hidden)]
pub trait EnumField {
    /// Sets the variant of a wire value; `Unknown` if no variant has it.
    fn set(&mut self, value: &str);
}

/// An `Option` or a [`Nullable`](crate::Nullable).
#[doc(hidden)]
pub trait OptionField {
    /// The field inside; `None` if there is no value.
    fn get(&self) -> Option<FieldRef<'_>>;

    /// Replaces the value with a default value and borrows that.
    fn insert_default(&mut self) -> FieldMut<'_>;

    /// Sets the value of JSON `null`.
    fn set_null(&mut self);
}

/// A JSON array.
#[doc(hidden)]
pub trait ListField {
    /// The number of elements.
    fn len(&self) -> usize;

    /// Whether the list is empty.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The element at `index`; [`FieldRef::Absent`] past the end.
    fn get(&self, index: usize) -> FieldRef<'_>;

    /// Removes all elements.
    fn clear(&mut self);

    /// Appends a default value and borrows it.
    fn push_default(&mut self) -> FieldMut<'_>;
}

/// A JSON object whose members are all of one kind.
#[doc(hidden)]
pub trait MapField {
    /// The number of entries.
    fn len(&self) -> usize;

    /// Whether the map is empty.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The value of `key`; [`FieldRef::Absent`] if there is no such key.
    fn get(&self, key: &str) -> FieldRef<'_>;

    /// Calls `visit` with each entry.
    fn for_each(&self, visit: &mut dyn FnMut(&str, FieldRef<'_>));

    /// Removes all entries.
    fn clear(&mut self);

    /// Sets the value of `key` to a default value and borrows that.
    fn insert_default(&mut self, key: &str) -> FieldMut<'_>;
}

/// A type whose value names the request header that it is sent in.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "a header field of type `{Self}` requires a wire name",
    label = "write `{Self} = \"X-Header-Name\"`"
)]
pub trait HeaderField: Send + Sync {
    /// The name of the header and its value.
    fn header(&self) -> (&'static str, &Secret);

    /// The value as a type with serde's traits, for JSON and clones.
    fn as_serde(&self) -> &dyn SerdeField;
}
