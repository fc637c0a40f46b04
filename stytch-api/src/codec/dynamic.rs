//! Values whose type is known at run time only: read, written, shown, compared and cloned by their
//! table (feature `json`).

use std::fmt;

use serde_core::{Serialize, Serializer};

use crate::{
    Json, codec,
    error::ReadError,
    schema::{Object, Table},
};

impl Table {
    /// Reads a value of the type from JSON text, exactly as an answer of Stytch's is read: unknown
    /// fields are passed over, what is absent or `null` is the type's zero or `None`.
    ///
    /// ```
    /// use stytch_api::catalog::Catalog;
    ///
    /// let endpoint = Catalog::stytch().find("b2b.organizations.get")?;
    /// let table = (endpoint.response)();
    /// let answer = table.read(br#"{"organization": {"organization_name": "Acme"}}"#)?;
    /// assert_eq!(answer.to_json()?["organization"]["organization_name"], "Acme");
    ///
    /// let wrong = table.read(br#"{"organization": {"organization_name": 7}}"#).unwrap_err();
    /// assert_eq!(wrong.path, "organization.organization_name");
    /// assert_eq!(wrong.problem, "expected string, found number");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// When it is no JSON object, a value has another type than its field, or a required field is
    /// absent or `null`.
    pub fn read(&self, json: &[u8]) -> Result<Box<dyn Object>, ReadError> {
        let mut object = self.instance();
        codec::decode(object.as_mut(), json)?;
        Ok(object)
    }
}

impl dyn Object + '_ {
    /// The value as one JSON object of what is set, secrets included (feature `json`).
    ///
    /// # Errors
    /// When a number is not finite, or a type of the user's own refuses to be written.
    pub fn to_json(&self) -> Result<Json, serde_json::Error> {
        serde_json::to_value(self)
    }
}

/// Writes what is set, secrets included (feature `json`).
impl Serialize for dyn Object + '_ {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        codec::serialize(self, serializer)
    }
}

/// Shows every field, each secret as `[redacted]` (feature `json`).
impl fmt::Debug for dyn Object + '_ {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        codec::debug(self, f)
    }
}

/// Equal when of one type and equal field by field (feature `json`).
impl PartialEq for dyn Object + '_ {
    fn eq(&self, other: &Self) -> bool {
        codec::equal(self, other)
    }
}

/// Clones field by field (feature `json`).
impl Clone for Box<dyn Object> {
    fn clone(&self) -> Self {
        let mut copy = self.table().instance();
        codec::copy_fields(self.as_ref(), copy.as_mut());
        copy
    }
}
