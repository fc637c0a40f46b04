//! The table of a type, and the trait that reads and writes its fields.

use crate::schema::{FieldMut, FieldRef, Kind, Location};

/// A struct that is read and written field by field, by index in its table.
///
/// [`endpoint!`](crate::endpoint!) and [`object!`](crate::object!) implement it; other
/// implementations are not supported.
pub trait Object: Send + Sync {
    /// A value whose fields all have their default value: empty, `None`, `false` or 0.
    #[doc(hidden)]
    fn empty() -> Self
    where
        Self: Sized;

    /// The table of the type.
    fn table(&self) -> &'static Table;

    /// Borrows the field at `index` of the table for reading.
    #[doc(hidden)]
    fn field(&self, index: usize) -> FieldRef<'_>;

    /// Borrows the field at `index` of the table for writing.
    #[doc(hidden)]
    fn field_mut(&mut self, index: usize) -> FieldMut<'_>;
}

/// The fields of a request, a response or an object.
#[derive(Debug)]
#[non_exhaustive]
pub struct Table {
    /// The name of the Rust type, `MigrateRequest`.
    pub name: &'static str,
    /// The doc comment of the declaration, with `\n` between lines.
    pub docs: &'static str,
    /// The fields, in the order of the spec.
    pub fields: &'static [Field],
    has_required: bool,
    is_request: bool,
    /// The index of the field with [`Location::Flattened`].
    flattened: Option<usize>,
    /// One bit for each [`Location`] that a field is sent in.
    locations: u8,
    #[cfg(feature = "json")]
    empty: fn() -> Box<dyn Object>,
}

impl Table {
    /// Creates the table of `T`, whose name is `name`.
    #[doc(hidden)]
    pub const fn new<T: Object + 'static>(
        name: &'static str,
        docs: &'static str,
        fields: &'static [Field],
    ) -> Self {
        let mut has_required = false;
        let mut locations = 0;
        let mut flattened = None;
        let mut index = 0;
        while index < fields.len() {
            has_required |= matches!(fields[index].presence, Presence::Required);
            locations |= fields[index].location.bit();
            if matches!(fields[index].location, Location::Flattened) {
                flattened = Some(index);
            }
            index += 1;
        }
        Self {
            name,
            docs,
            fields,
            has_required,
            is_request: false,
            flattened,
            locations,
            #[cfg(feature = "json")]
            empty: empty::<T>,
        }
    }

    /// Marks the type as part of requests.
    #[doc(hidden)]
    #[must_use]
    pub const fn request(mut self) -> Self {
        self.is_request = true;
        self
    }

    /// Whether the type is a request, or an object that is part of requests.
    pub fn is_request(&self) -> bool {
        self.is_request
    }

    /// Creates a value of the type whose fields all have their default value (feature `json`).
    // Only with `json`: the function pointer makes the compiler generate the accessors of every
    // type, used or not, which makes a release build of this crate 50 % slower.
    #[cfg(feature = "json")]
    pub fn instance(&self) -> Box<dyn Object> {
        (self.empty)()
    }

    /// Whether a field is required, so that its absence is a decode error.
    pub(crate) fn has_required(&self) -> bool {
        self.has_required
    }

    /// Whether a field is sent in `location`.
    pub(crate) fn has_location(&self, location: Location) -> bool {
        self.locations & location.bit() != 0
    }

    /// The index of the flattened field, which holds every member that has no other field.
    pub(crate) fn flattened(&self) -> Option<usize> {
        self.flattened
    }

    /// The index of the field with this wire name. The field at `hint` is compared first.
    pub(crate) fn index_of(&self, wire_name: &str, hint: usize) -> Option<usize> {
        match self.fields.get(hint) {
            Some(field) if field.is_named(wire_name) => Some(hint),
            _ => self.fields.iter().position(|field| field.is_named(wire_name)),
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
    /// The name of the Rust field, without `r#`.
    pub name: &'static str,
    /// The name on the wire. For a flattened field, which is not on the wire, the name of the Rust field.
    pub wire_name: &'static str,
    /// The doc comment of the field, with `\n` between lines.
    pub docs: &'static str,
    /// Where the field is sent.
    pub location: Location,
    /// What the absence of the field means.
    pub presence: Presence,
    /// What the field holds. For an optional field, the kind of the value in the `Option`.
    pub kind: Kind,
}

impl Field {
    /// Creates a field from the members of the struct.
    #[doc(hidden)]
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

    /// Whether this is the name of the field on the wire.
    fn is_named(&self, wire_name: &str) -> bool {
        self.wire_name == wire_name && self.location != Location::Flattened
    }
}

/// What the absence of a field means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Presence {
    /// The field must be present: in a request or an object that is part of one, an argument of `new`;
    /// in a response, a field marked `!`.
    Required,
    /// An absent or `null` field is read as the type's default. The field is always written.
    Defaulted,
    /// The field is an `Option`: absent or `null` is read as `None`, and `None` is not written.
    Optional,
}
