//! A field borrowed for writing.

use crate::{
    Json, Metadata, Secret, Timestamp,
    schema::{ListField, MapField, Object, OptionField, SerdeField},
};

/// A field, borrowed for writing.
#[non_exhaustive]
pub enum FieldMut<'a> {
    /// A string.
    String(&'a mut String),
    /// A string that may be absent.
    OptString(&'a mut Option<String>),
    /// A secret.
    Secret(&'a mut Secret),
    /// A secret that may be absent.
    OptSecret(&'a mut Option<Secret>),
    /// A timestamp.
    Timestamp(&'a mut Timestamp),
    /// A timestamp that may be absent.
    OptTimestamp(&'a mut Option<Timestamp>),
    /// A boolean.
    Bool(&'a mut bool),
    /// A boolean that may be absent.
    OptBool(&'a mut Option<bool>),
    /// A whole number.
    I32(&'a mut i32),
    /// A whole number that may be absent.
    OptI32(&'a mut Option<i32>),
    /// A whole number.
    I64(&'a mut i64),
    /// A whole number.
    U32(&'a mut u32),
    /// A whole number.
    U64(&'a mut u64),
    /// A number.
    F64(&'a mut f64),
    /// Any JSON value.
    Json(&'a mut Json),
    /// A free JSON object.
    Metadata(&'a mut Metadata),
    /// An open enum.
    Enum(&'a mut dyn EnumField),
    /// Another object.
    Object(&'a mut dyn Object),
    /// An array.
    List(&'a mut dyn ListField),
    /// A JSON object of values of one kind.
    Map(&'a mut dyn MapField),
    /// Anything that may be absent.
    Option(&'a mut dyn OptionField),
    /// A type of the user's own.
    Serde(&'a mut dyn SerdeField),
    /// No such field.
    Absent,
}

/// An open enum, written from its wire value.
pub trait EnumField {
    /// Takes the variant of `value`, `Unknown` where there is none.
    fn set(&mut self, value: &str);
}
