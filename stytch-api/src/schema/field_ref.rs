//! A field borrowed for reading.

use crate::{
    Json, Metadata, Secret, Timestamp,
    schema::{HeaderField, ListField, MapField, Object, OptionField, SerdeField},
};

/// A field, borrowed for reading.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub enum FieldRef<'a> {
    /// A string.
    String(&'a str),
    /// A string that may be absent.
    OptString(&'a Option<String>),
    /// A secret.
    Secret(&'a Secret),
    /// A secret that may be absent.
    OptSecret(&'a Option<Secret>),
    /// A timestamp.
    Timestamp(&'a Timestamp),
    /// A timestamp that may be absent.
    OptTimestamp(&'a Option<Timestamp>),
    /// A boolean.
    Bool(bool),
    /// A boolean that may be absent.
    OptBool(Option<bool>),
    /// A whole number.
    I32(i32),
    /// A whole number that may be absent.
    OptI32(Option<i32>),
    /// A whole number.
    I64(i64),
    /// A whole number.
    U32(u32),
    /// A whole number.
    U64(u64),
    /// A number.
    F64(f64),
    /// Any JSON value.
    Json(&'a Json),
    /// A free JSON object.
    Metadata(&'a Metadata),
    /// A value of an open enum, as on the wire.
    Enum(&'a str),
    /// Another object.
    Object(&'a dyn Object),
    /// An array.
    List(&'a dyn ListField),
    /// A JSON object of values of one kind.
    Map(&'a dyn MapField),
    /// Anything that may be absent.
    Option(&'a dyn OptionField),
    /// JSON `null`.
    Null,
    /// A value that names its own header.
    Header(&'a dyn HeaderField),
    /// A type of the user's own.
    Serde(&'a dyn SerdeField),
    /// No such field.
    Absent,
}
