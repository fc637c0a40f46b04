//! What a spec becomes: a struct seen through a static table.
//!
//! The macros write one [`Table`] and one [`Object`] implementation for each request, response and
//! object; everything else (JSON, path, query, headers, `Debug`, comparison, the sandbox's checks)
//! is done once, by the engine, over these. Nothing here is needed to make a call.

use std::collections::{BTreeMap, HashMap};

use crate::{Json, Metadata, Secret, Timestamp};

/// A struct that the engine reads and writes field by field, by its index in the table.
///
/// Written by the macros; there is no reason to write it by hand.
pub trait Object: Send + Sync {
    /// The table of this type.
    fn described() -> &'static Table
    where
        Self: Sized;

    /// The value with every field at its zero: empty, `None`, `false` or 0.
    fn empty() -> Self
    where
        Self: Sized;

    /// The table of this value's type.
    fn table(&self) -> &'static Table;

    /// Reads the field at `index` of the table.
    fn get(&self, index: usize) -> Get<'_>;

    /// Gives the place that the field at `index` of the table is written to.
    fn slot(&mut self, index: usize) -> Slot<'_>;
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
}

impl Table {
    /// A table of `fields` for the type called `name`.
    pub const fn new(name: &'static str, docs: &'static str, fields: &'static [Field]) -> Self {
        let mut has_required = false;
        let mut index = 0;
        while index < fields.len() {
            has_required |= matches!(fields[index].presence, Presence::Required);
            index += 1;
        }
        Self { name, docs, fields, has_required }
    }

    /// Whether the absence of some field is a decode error.
    pub(crate) fn has_required(&self) -> bool {
        self.has_required
    }

    /// The index of the field that is called `name` on the wire; `hint` is tried first.
    pub(crate) fn index_of(&self, name: &str, hint: usize) -> Option<usize> {
        match self.fields.get(hint) {
            Some(field) if field.name == name => Some(hint),
            _ => self.fields.iter().position(|field| field.name == name),
        }
    }
}

/// One field of a [`Table`].
#[derive(Debug)]
#[non_exhaustive]
pub struct Field {
    /// Name on the wire.
    pub name: &'static str,
    /// Name of the Rust field, without `r#`.
    pub ident: &'static str,
    /// The doc comment of the field; lines are separated by `\n`.
    pub docs: &'static str,
    /// Where it travels.
    pub place: Place,
    /// What its absence means.
    pub presence: Presence,
    /// What it holds; of an optional field, what it holds when present.
    pub kind: Kind,
}

impl Field {
    /// A field; the arguments are the members of the struct in their order.
    pub const fn new(
        name: &'static str,
        ident: &'static str,
        docs: &'static str,
        place: Place,
        presence: Presence,
        kind: Kind,
    ) -> Self {
        Self { name, ident, docs, place, presence, kind }
    }
}

/// Where a field travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Place {
    /// A segment of the path.
    Path,
    /// A parameter of the query string.
    Query,
    /// A request header.
    Header,
    /// A member of the JSON (or form) body; of an object or response, a member of its JSON.
    Body,
}

/// What the absence of a field means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Presence {
    /// It must be there: an argument of `new` in a request, a field marked `!` in a response.
    Required,
    /// Absent or `null` reads as the type's zero; it is always written.
    Zero,
    /// An `Option`: absent or `null` reads as `None`, and `None` is not written.
    Optional,
}

/// What a field holds.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Kind {
    /// A string.
    String,
    /// A string that is never printed.
    Secret,
    /// An RFC 3339 timestamp in a string.
    Timestamp,
    /// `true` or `false`.
    Bool,
    /// A whole number of 32 bits.
    I32,
    /// A whole number of 64 bits.
    I64,
    /// A whole number of 32 bits, 0 or more.
    U32,
    /// A whole number of 64 bits, 0 or more.
    U64,
    /// A number.
    F64,
    /// Any JSON value.
    Json,
    /// A JSON object with members of any kind.
    Metadata,
    /// A string, with the values known at the time of writing; others may come.
    Enum(&'static [&'static str]),
    /// An object with a table of its own.
    Object(fn() -> &'static Table),
    /// An array.
    List(&'static Kind),
    /// A JSON object whose members are all of one kind.
    Map(&'static Kind),
    /// `null` or a value.
    Nullable(&'static Kind),
    /// A value that goes into one of these headers.
    Header(&'static [&'static str]),
    /// A type of the user's own, read and written by serde; its Rust name.
    Other(&'static str),
}

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

/// A type that a field of a spec may have.
///
/// `String`, `bool`, `i32`, `i64`, `u32`, `u64`, `f64`, [`Secret`], [`Timestamp`], [`Json`],
/// [`Metadata`], [`Nullable`](crate::Nullable), `Vec` and string-keyed maps of these, whatever
/// [`object!`](crate::object!) and [`open_enum!`](crate::open_enum!) declare, and a type of your own
/// with serde's traits once [`serde_field!`](crate::serde_field!) names it.
#[diagnostic::on_unimplemented(
    message = "a field of a spec cannot have the type `{Self}`",
    label = "not a field type",
    note = "declare `{Self}` with `object!` or `open_enum!`; or, when it has serde's traits, `Clone` and `Default`, write `stytch_api::serde_field!({Self});` beside it"
)]
pub trait FieldType: Sized {
    /// What the table says of it.
    const KIND: Kind;

    /// The value that an absent field reads as.
    fn zero() -> Self;

    /// Borrows the value for reading.
    fn get(&self) -> Get<'_>;

    /// Borrows the value for writing.
    fn slot(&mut self) -> Slot<'_>;

    /// The same value again. `Clone` under a name of its own, so that a type that is no field type is
    /// told so once and not also that it cannot be cloned.
    #[must_use]
    fn duplicate(&self) -> Self;

    /// The value that JSON `null` stands for; `None` where `null` means absence.
    fn null() -> Option<Self> {
        None
    }
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

/// A type of the user's own, through serde. Implemented for every type that has serde's traits.
pub trait Other {
    /// The value as JSON; `None` when its `Serialize` refuses.
    fn to_json(&self) -> Option<Json>;
    /// Takes a JSON value; says whether its `Deserialize` accepted it.
    fn set_json(&mut self, value: Json) -> bool;
    /// The Rust name of the type.
    fn type_name(&self) -> &'static str;
}

impl<T> Other for T
where
    T: serde_core::Serialize + serde_core::de::DeserializeOwned,
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
}

/// The field types that have an arm of their own, each with the expression of its zero.
macro_rules! plain_field_types {
    ($($ty:ty, $arm:ident, $zero:expr, |$value:ident| $read:expr;)*) => {$(
        impl FieldType for $ty {
            const KIND: Kind = Kind::$arm;

            fn zero() -> Self {
                $zero
            }

            fn get(&self) -> Get<'_> {
                let $value = self;
                Get::$arm($read)
            }

            fn slot(&mut self) -> Slot<'_> {
                Slot::$arm(self)
            }

            fn duplicate(&self) -> Self {
                self.clone()
            }
        }
    )*};
}

plain_field_types! {
    String, String, String::new(), |value| value;
    Secret, Secret, Secret::default(), |value| value;
    Timestamp, Timestamp, Timestamp::default(), |value| value;
    bool, Bool, false, |value| *value;
    i32, I32, 0, |value| *value;
    i64, I64, 0, |value| *value;
    u32, U32, 0, |value| *value;
    u64, U64, 0, |value| *value;
    f64, F64, 0.0, |value| *value;
    Json, Json, Json::Null, |value| value;
    Metadata, Metadata, Metadata::new(), |value| value;
}

impl<T: FieldType> Maybe for Option<T> {
    fn peek(&self) -> Option<Get<'_>> {
        self.as_ref().map(T::get)
    }

    fn fill(&mut self) -> Slot<'_> {
        self.insert(T::zero()).slot()
    }

    fn set_null(&mut self) {
        *self = T::null();
    }
}

impl<T: FieldType> List for Vec<T> {
    fn len(&self) -> usize {
        self.len()
    }

    fn item(&self, index: usize) -> Get<'_> {
        self.as_slice().get(index).map_or(Get::Absent, T::get)
    }

    fn clear(&mut self) {
        self.clear();
    }

    fn push(&mut self) -> Slot<'_> {
        self.push(T::zero());
        self.last_mut().map_or(Slot::Absent, T::slot)
    }
}

impl<T: FieldType> FieldType for Vec<T> {
    const KIND: Kind = Kind::List(&T::KIND);

    fn zero() -> Self {
        Vec::new()
    }

    fn get(&self) -> Get<'_> {
        Get::List(self)
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::List(self)
    }

    fn duplicate(&self) -> Self {
        self.iter().map(T::duplicate).collect()
    }
}

/// `BTreeMap` and `HashMap` with `String` keys.
macro_rules! map_field_types {
    ($($map:ident)*) => {$(
        #[allow(clippy::implicit_hasher, reason = "a spec names no hasher")]
        impl<T: FieldType> Map for $map<String, T> {
            fn each(&self, visit: &mut dyn FnMut(&str, Get<'_>)) {
                for (key, value) in self {
                    visit(key, value.get());
                }
            }

            fn len(&self) -> usize {
                self.len()
            }

            fn value(&self, key: &str) -> Get<'_> {
                $map::get(self, key).map_or(Get::Absent, T::get)
            }

            fn clear(&mut self) {
                self.clear();
            }

            fn insert(&mut self, key: &str) -> Slot<'_> {
                let value = self.entry(key.to_owned()).or_insert_with(T::zero);
                *value = T::zero();
                value.slot()
            }
        }

        #[allow(clippy::implicit_hasher, reason = "a spec names no hasher")]
        impl<T: FieldType> FieldType for $map<String, T> {
            const KIND: Kind = Kind::Map(&T::KIND);

            fn zero() -> Self {
                $map::new()
            }

            fn get(&self) -> Get<'_> {
                Get::Map(self)
            }

            fn slot(&mut self) -> Slot<'_> {
                Slot::Map(self)
            }

            fn duplicate(&self) -> Self {
                self.iter().map(|(key, value)| (key.clone(), value.duplicate())).collect()
            }
        }
    )*};
}

map_field_types! { BTreeMap HashMap }

/// Lets a type of your own stand in a spec: it is read and written by its serde traits.
///
/// The type needs `Serialize`, `DeserializeOwned`, `Clone`, `Default`, `Send` and `Sync`. Its `Default`
/// is what an absent field reads as. Two are equal when their JSON is. Its `Debug` is never used: the
/// engine prints `Type(..)` in its place, since it cannot know what is a secret there.
///
/// ```
/// #[derive(Clone, Default, serde::Serialize, serde::Deserialize)]
/// pub struct Percent(u8);
///
/// stytch_api::serde_field!(Percent);
///
/// stytch_api::object! {
///     /// How far a roll-out has come.
///     Rollout {
///         /// Share of Members who see it.
///         share: Percent,
///     }
/// }
/// ```
#[macro_export]
macro_rules! serde_field {
    ($ty:ty) => {
        impl $crate::table::FieldType for $ty {
            const KIND: $crate::table::Kind = $crate::table::Kind::Other(stringify!($ty));

            fn zero() -> Self {
                ::core::default::Default::default()
            }

            fn get(&self) -> $crate::table::Get<'_> {
                $crate::table::Get::Other(self)
            }

            fn slot(&mut self) -> $crate::table::Slot<'_> {
                $crate::table::Slot::Other(self)
            }

            fn duplicate(&self) -> Self {
                ::core::clone::Clone::clone(self)
            }
        }
    };
}
