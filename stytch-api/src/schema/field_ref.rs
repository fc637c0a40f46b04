//! How a field is read and written: a closed set of borrowed places, and a `dyn` trait for each kind
//! that holds other places or that the table does not know.

use std::any::Any;

use crate::{Json, Metadata, Secret, Timestamp, schema::Object};

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

/// A type whose value names the request header that it travels in.
#[diagnostic::on_unimplemented(
    message = "a header field of type `{Self}` needs a header name",
    label = "write `{Self} = \"X-Header-Name\"`"
)]
pub trait HeaderField: Send + Sync {
    /// The header and its value.
    fn header(&self) -> (&'static str, &Secret);

    /// The value for those who ask for JSON.
    fn as_serde(&self) -> &dyn SerdeField;
}

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

/// An open enum, written from its wire value.
pub trait EnumField {
    /// Takes the variant of `value`, `Unknown` where there is none.
    fn set(&mut self, value: &str);
}

/// A type of the user's own, through serde. Implemented for every type that has serde's traits
/// and `Clone`.
pub trait SerdeField {
    /// The value as JSON; `None` when its `Serialize` refuses.
    fn to_json(&self) -> Option<Json>;
    /// Takes a JSON value; says whether its `Deserialize` accepted it.
    fn set_json(&mut self, value: Json) -> bool;
    /// The Rust name of the type.
    fn type_name(&self) -> &'static str;
    /// The value for [`clone_from_any`](Self::clone_from_any).
    fn as_any(&self) -> &dyn Any;
    /// Takes a clone of `source`, which must be of the same type.
    fn clone_from_any(&mut self, source: &dyn Any);
}

impl<T> SerdeField for T
where
    T: serde_core::Serialize + serde_core::de::DeserializeOwned + Clone + 'static,
{
    fn to_json(&self) -> Option<Json> {
        serde_json::to_value(self).ok()
    }

    fn set_json(&mut self, value: Json) -> bool {
        match serde_json::from_value(value) {
            Ok(value) => {
                *self = value;
                true
            }
            Err(_) => false,
        }
    }

    fn type_name(&self) -> &'static str {
        std::any::type_name::<T>()
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn clone_from_any(&mut self, source: &dyn Any) {
        if let Some(source) = source.downcast_ref::<T>() {
            self.clone_from(source);
        }
    }
}
