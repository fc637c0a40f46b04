//! Types whose value names the header that it is sent in.

use crate::{
    MemberCredential, Secret,
    schema::{FieldMut, FieldRef, FieldType, Kind, SerdeField},
    types::member_credential::{JWT_HEADER, TOKEN_HEADER},
};

/// A type whose value names the request header that it is sent in.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "a header field of type `{Self}` needs a header name",
    label = "write `{Self} = \"X-Header-Name\"`"
)]
pub trait HeaderField: Send + Sync {
    /// The name of the header and its value.
    fn header(&self) -> (&'static str, &Secret);

    /// The value as a type with serde's traits, for JSON and clones.
    fn as_serde(&self) -> &dyn SerdeField;
}

impl HeaderField for MemberCredential {
    fn header(&self) -> (&'static str, &Secret) {
        self.header()
    }

    fn as_serde(&self) -> &dyn SerdeField {
        self
    }
}

impl FieldType for MemberCredential {
    const KIND: Kind = Kind::Header(&[TOKEN_HEADER, JWT_HEADER]);

    fn default_value() -> Self {
        Self::Token(Secret::default())
    }

    fn field(&self) -> FieldRef<'_> {
        FieldRef::Header(self)
    }

    fn field_mut(&mut self) -> FieldMut<'_> {
        FieldMut::Serde(self)
    }
}
