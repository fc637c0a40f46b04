//! How a field is read and written: a closed set of borrowed places, and a `dyn` trait for each kind
//! that holds other places or that the table does not know.

use std::any::Any;

use crate::{Json, Metadata, Secret, Timestamp, schema::Object};

/// A field, borrowed for reading.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub enum Get<'a> {
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
    List(&'a dyn List),
    /// A JSON object of values of one kind.
    Map(&'a dyn Map),
    /// Anything that may be absent.
    Maybe(&'a dyn Maybe),
    /// JSON `null`.
    Null,
    /// A value that names its own header.
    Header(&'a dyn HeaderField),
    /// A type of the user's own.
    Other(&'a dyn Other),
    /// No such field.
    Absent,
}

/// A field, borrowed for writing.
#[non_exhaustive]
pub enum Slot<'a> {
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
    Enum(&'a mut dyn EnumSlot),
    /// Another object.
    Object(&'a mut dyn Object),
    /// An array.
    List(&'a mut dyn List),
    /// A JSON object of values of one kind.
    Map(&'a mut dyn Map),
    /// Anything that may be absent.
    Maybe(&'a mut dyn Maybe),
    /// A type of the user's own.
    Other(&'a mut dyn Other),
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
    fn as_other(&self) -> &dyn Other;
}

/// Something that may be absent: `Option<T>`.
pub trait Maybe {
    /// What is there.
    fn peek(&self) -> Option<Get<'_>>;
    /// Puts a zero there and gives it to be written.
    fn fill(&mut self) -> Slot<'_>;
    /// Takes a JSON `null`.
    fn set_null(&mut self);
}

/// An array: `Vec<T>`.
pub trait List {
    /// How many elements there are.
    fn len(&self) -> usize;
    /// The element at `index`, [`Get::Absent`] past the end.
    fn item(&self, index: usize) -> Get<'_>;
    /// Removes every element.
    fn clear(&mut self);
    /// Appends a zero and gives it to be written.
    fn push(&mut self) -> Slot<'_>;

    /// Whether there is no element.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// A JSON object of values of one kind: a map with `String` keys.
pub trait Map {
    /// Calls `visit` with each entry.
    fn each(&self, visit: &mut dyn FnMut(&str, Get<'_>));
    /// How many entries there are.
    fn len(&self) -> usize;
    /// The value under `key`.
    fn value(&self, key: &str) -> Get<'_>;
    /// Removes every entry.
    fn clear(&mut self);
    /// Puts a zero under `key` and gives it to be written.
    fn insert(&mut self, key: &str) -> Slot<'_>;

    /// Whether there is no entry.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// An open enum, written from its wire value.
pub trait EnumSlot {
    /// Takes the variant of `value`, `Unknown` where there is none.
    fn set(&mut self, value: &str);
}

/// A type of the user's own, through serde. Implemented for every type that has serde's traits
/// and `Clone`.
pub trait Other {
    /// The value as JSON; `None` when its `Serialize` refuses.
    fn to_json(&self) -> Option<Json>;
    /// Takes a JSON value; says whether its `Deserialize` accepted it.
    fn set_json(&mut self, value: Json) -> bool;
    /// The Rust name of the type.
    fn type_name(&self) -> &'static str;
    /// The value for [`copy`](Self::copy).
    fn as_any(&self) -> &dyn Any;
    /// Takes a clone of `from`, which must be of the same type.
    fn copy(&mut self, from: &dyn Any);
}

impl<T> Other for T
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

    fn copy(&mut self, from: &dyn Any) {
        if let Some(from) = from.downcast_ref::<T>() {
            self.clone_from(from);
        }
    }
}
