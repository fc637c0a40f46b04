//! The Rust types that a field can have.

use crate::{
    Json, MemberCredential, Metadata, Secret,
    schema::{FieldMut, FieldRef, HeaderField, Kind, SerdeField, kind::scalar_kinds},
    types::member_credential::{JWT_HEADER, TOKEN_HEADER},
};

/// A type that a field of a spec can have.
///
/// - `String`, `bool`, `i32`, `i64`, `u32`, `u64`, `f64`, [`Secret`](crate::Secret),
///   [`Timestamp`](crate::Timestamp), [`Json`] and [`Metadata`];
/// - `Vec`, [`Nullable`](crate::Nullable), `Box`, and `BTreeMap` and `HashMap` with `String` keys,
///   each of any field type;
/// - types declared with [`object!`](crate::object!) or [`open_enum!`](crate::open_enum!);
/// - your own types with serde's traits, after [`serde_field!`](crate::serde_field!).
// The implementations are marked `do_not_recommend`: the compiler would list an arbitrary few of them in
// an error.
#[diagnostic::on_unimplemented(
    message = "a field of a spec cannot have the type `{Self}`",
    label = "not a field type",
    note = "for a type of your own: declare it with `object!` or `open_enum!`, or write `stytch_api::serde_field!({Self});` next to it (requires `Serialize`, `DeserializeOwned`, `Clone`, `Default`, `Send` and `Sync`)",
    note = "instead of a type of another crate: write `String`, `i64`, `f64`, `Timestamp`, `Vec<T>`, `BTreeMap<String, T>` or `Json`, or wrap it in a type of your own"
)]
pub trait FieldType: Sized {
    /// The kind in the table.
    #[doc(hidden)]
    const KIND: Kind;

    /// The kind of a type other than a `Box`.
    #[doc(hidden)]
    const UNBOXED: Unboxed = Unboxed(Some(Self::KIND));

    /// Whether a value can be part of a request.
    #[doc(hidden)]
    const SENDABLE: Sendable = Sendable(true);

    /// The value of an absent field.
    #[doc(hidden)]
    fn absent_value() -> Self;

    /// Borrows the value for reading.
    #[doc(hidden)]
    fn field(&self) -> FieldRef<'_>;

    /// Borrows the value for writing, in the variant of the same name.
    #[doc(hidden)]
    fn field_mut(&mut self) -> FieldMut<'_>;

    /// Borrows an optional value for reading.
    #[doc(hidden)]
    #[inline]
    fn optional_field(option: &Option<Self>) -> FieldRef<'_> {
        FieldRef::Option(option)
    }

    /// Borrows an optional value for writing.
    #[doc(hidden)]
    #[inline]
    fn optional_field_mut(option: &mut Option<Self>) -> FieldMut<'_> {
        FieldMut::Option(option)
    }

    /// The value of JSON `null`; `None` if `null` means that the field is absent.
    #[doc(hidden)]
    fn null() -> Option<Self> {
        None
    }
}

/// The kind of a type; `None` for a `Box`.
#[doc(hidden)]
pub struct Unboxed(pub Option<Kind>);

impl Unboxed {
    /// The kind of a field of an object, if the field is not optional.
    ///
    /// # Panics
    /// If the type is a `Box`: the default values of objects that contain each other would be infinite. The
    /// macros call this in a constant, so that it is a compile error.
    #[track_caller]
    pub const fn kind(self) -> Kind {
        match self.0 {
            Some(kind) => kind,
            None => panic!(
                "a `Box` in an object must be optional, because the boxed object may contain this one; write `?` after the field's name"
            ),
        }
    }
}

/// Whether a type can be part of a request. False for an object that is not declared for requests, and
/// can therefore be built without its required fields.
#[doc(hidden)]
pub struct Sendable(pub bool);

impl Sendable {
    /// Rejects a type that cannot be part of a request.
    ///
    /// # Panics
    /// If it cannot. The macros call this in a constant, so that it is a compile error.
    #[track_caller]
    pub const fn check(self) {
        assert!(
            self.0,
            "an object in a request must be declared for requests; add `#[request]` to its `object!`"
        );
    }
}

macro_rules! implement_field_type {
    ($(
        $(#[$doc:meta])*
        $kind:ident($ty:ty, $borrowed:ty, |$value:ident| $read:expr), $name:literal
            $(, $optional:ident $optional_ty:tt)?;
    )*) => {$(
        #[diagnostic::do_not_recommend]
        impl FieldType for $ty {
            const KIND: Kind = Kind::$kind;

            fn absent_value() -> Self {
                Self::default()
            }

            fn field(&self) -> FieldRef<'_> {
                let $value = self;
                FieldRef::$kind($read)
            }

            fn field_mut(&mut self) -> FieldMut<'_> {
                FieldMut::$kind(self)
            }
        }
    )*};
}

scalar_kinds! { implement_field_type! }

#[diagnostic::do_not_recommend]
impl FieldType for Json {
    const KIND: Kind = Kind::Json;

    fn absent_value() -> Self {
        Self::Null
    }

    fn field(&self) -> FieldRef<'_> {
        FieldRef::Json(self)
    }

    fn field_mut(&mut self) -> FieldMut<'_> {
        FieldMut::Json(self)
    }
}

#[diagnostic::do_not_recommend]
impl FieldType for Metadata {
    const KIND: Kind = Kind::Metadata;

    fn absent_value() -> Self {
        Self::new()
    }

    fn field(&self) -> FieldRef<'_> {
        FieldRef::Metadata(self)
    }

    fn field_mut(&mut self) -> FieldMut<'_> {
        FieldMut::Metadata(self)
    }
}

impl HeaderField for MemberCredential {
    fn header(&self) -> (&'static str, &Secret) {
        self.header()
    }

    fn as_serde(&self) -> &dyn SerdeField {
        self
    }
}

#[diagnostic::do_not_recommend]
impl FieldType for MemberCredential {
    const KIND: Kind = Kind::Header(&[TOKEN_HEADER, JWT_HEADER]);

    fn absent_value() -> Self {
        Self::Token(Secret::default())
    }

    fn field(&self) -> FieldRef<'_> {
        FieldRef::Header(self)
    }

    fn field_mut(&mut self) -> FieldMut<'_> {
        FieldMut::Serde(self)
    }
}
