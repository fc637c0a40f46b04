//! Which types a field may have.

use crate::{
    Json, Metadata, Secret, Timestamp,
    schema::{FieldMut, FieldRef, Kind},
};

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
    fn default_value() -> Self;

    /// Borrows the value for reading.
    fn field(&self) -> FieldRef<'_>;

    /// Borrows the value for writing, in the arm of the same name.
    fn field_mut(&mut self) -> FieldMut<'_>;

    /// The value that JSON `null` stands for; `None` where `null` means absence.
    fn null() -> Option<Self> {
        None
    }
}

/// The field types that have an arm of their own, each with the expression of its default value.
macro_rules! plain_field_types {
    ($($ty:ty, $arm:ident, $default:expr, |$value:ident| $read:expr;)*) => {$(
        impl FieldType for $ty {
            const KIND: Kind = Kind::$arm;

            fn default_value() -> Self {
                $default
            }

            fn field(&self) -> FieldRef<'_> {
                let $value = self;
                FieldRef::$arm($read)
            }

            fn field_mut(&mut self) -> FieldMut<'_> {
                FieldMut::$arm(self)
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
