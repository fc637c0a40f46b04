//! The table of a type, and the trait that reads and writes its fields.

use crate::schema::{FieldMut, FieldRef, Kind, Location};

/// A struct that the engine reads and writes field by field, by its index in the table.
///
/// Written by the macros; there is no reason to write it by hand.
pub trait Object: Send + Sync {
    /// The value with every field at its default value: empty, `None`, `false` or 0.
    fn empty() -> Self
    where
        Self: Sized;

    /// The table of this value's type.
    fn table(&self) -> &'static Table;

    /// Reads the field at `index` of the table.
    fn field(&self, index: usize) -> FieldRef<'_>;

    /// Gives the location that the field at `index` of the table is written to.
    fn field_mut(&mut self, index: usize) -> FieldMut<'_>;
}

/// The fields of a request, a response or an object.
#[derive(Debug)]
#[non_exhaustive]
pub struct Table {
    /// Name of the Rust type, `MigrateRequest`.
    pub name: &'static str,
    /// The doc comment of the declaration; lines are separated by `\n`.
    pub docs: &'static str,
    /// Its fields, in the order of the spec.
    pub fields: &'static [Field],
    has_required: bool,
    /// A bit for each [`Location`] that some field travels in.
    locations: u8,
    #[cfg(feature = "json")]
    empty: fn() -> Box<dyn Object>,
}

impl Table {
    /// The table of `T`, which is called `name`.
    pub const fn new<T: Object + 'static>(
        name: &'static str,
        docs: &'static str,
        fields: &'static [Field],
    ) -> Self {
        let mut has_required = false;
        let mut locations = 0;
        let mut index = 0;
        while index < fields.len() {
            has_required |= matches!(fields[index].presence, Presence::Required);
            locations |= fields[index].location.bit();
            index += 1;
        }
        Self {
            name,
            docs,
            fields,
            has_required,
            locations,
            #[cfg(feature = "json")]
            empty: empty::<T>,
        }
    }

    /// A value of the type, with every field at its default value.
    ///
    /// With feature `json` alone: the compiler then writes out the accessors of every type, used or
    /// not, which takes a release build of this crate half as long again.
    #[cfg(feature = "json")]
    pub fn instance(&self) -> Box<dyn Object> {
        (self.empty)()
    }

    /// Whether the absence of some field is a decode error.
    pub(crate) fn has_required(&self) -> bool {
        self.has_required
    }

    /// Whether some field travels in `location`.
    pub(crate) fn has_location(&self, location: Location) -> bool {
        self.locations & location.bit() != 0
    }

    /// The index of the field that is called `name` on the wire; `hint` is tried first.
    pub(crate) fn index_of(&self, name: &str, hint: usize) -> Option<usize> {
        match self.fields.get(hint) {
            Some(field) if field.wire_name == name => Some(hint),
            _ => self.fields.iter().position(|field| field.wire_name == name),
        }
    }
}

#[cfg(feature = "json")]
fn empty<T: Object + 'static>() -> Box<dyn Object> {
    Box::new(T::empty())
}

/// One field of a [`Table`].
#[derive(Debug)]
#[non_exhaustive]
pub struct Field {
    /// Name of the Rust field, without `r#`.
    pub name: &'static str,
    /// Name on the wire.
    pub wire_name: &'static str,
    /// The doc comment of the field; lines are separated by `\n`.
    pub docs: &'static str,
    /// Where it travels.
    pub location: Location,
    /// What its absence means.
    pub presence: Presence,
    /// What it holds; of an optional field, what it holds when present.
    pub kind: Kind,
}

impl Field {
    /// A field; the arguments are the members of the struct in their order.
    pub const fn new(
        name: &'static str,
        wire_name: &'static str,
        docs: &'static str,
        location: Location,
        presence: Presence,
        kind: Kind,
    ) -> Self {
        Self { name, wire_name, docs, location, presence, kind }
    }
}

/// What the absence of a field means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Presence {
    /// It must be there: an argument of `new` in a request, a field marked `!` in a response.
    Required,
    /// Absent or `null` reads as the type's default; it is always written.
    Defaulted,
    /// An `Option`: absent or `null` reads as `None`, and `None` is not written.
    Optional,
}
