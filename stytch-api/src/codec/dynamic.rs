//! `dyn Object`: values whose type is only known at run time (feature `json`).

use std::fmt;

use serde_core::{Serialize, Serializer};

use crate::{
    Json, codec,
    error::ReadError,
    schema::{Object, Table},
};

impl Table {
    /// Reads a value of the type from JSON text, in the same way as a response: unknown fields are
    /// ignored, and an absent or `null` field is its type's default or `None`.
    ///
    /// ```
    /// use stytch_api::catalog::Catalog;
    ///
    /// let endpoint = Catalog::stytch().find("b2b.organizations.get")?;
    /// let table = (endpoint.response)();
    /// let response = table.read(br#"{"organization": {"organization_name": "Acme"}}"#)?;
    /// assert_eq!(response.to_json()?["organization"]["organization_name"], "Acme");
    ///
    /// let error = table.read(br#"{"organization": {"organization_name": 7}}"#).unwrap_err();
    /// assert_eq!(error.path, "organization.organization_name");
    /// assert_eq!(error.problem, "expected string, found number");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// If the text is not a JSON object, a value has the wrong type, or a required field is absent
    /// or `null`.
    pub fn read(&self, json: &[u8]) -> Result<Box<dyn Object>, ReadError> {
        let mut object = self.instance();
        codec::decode(object.as_mut(), json)?;
        Ok(object)
    }
}

impl dyn Object + '_ {
    /// Returns the fields that are set as a JSON object. The JSON contains secrets (feature
    /// `json`).
    ///
    /// # Errors
    /// If a number is not finite, or if the `Serialize` of a [`serde_field!`](crate::serde_field!)
    /// type fails.
    pub fn to_json(&self) -> Result<Json, serde_json::Error> {
        serde_json::to_value(self)
    }
}

/// Writes the fields that are set, including secrets (feature `json`).
impl Serialize for dyn Object + '_ {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        codec::serialize(self, serializer)
    }
}

/// Prints every field, and every secret as `[redacted]` (feature `json`).
impl fmt::Debug for dyn Object + '_ {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        codec::debug(self, f)
    }
}

/// Two values are equal if they have the same type and all their fields are equal (feature `json`).
impl PartialEq for dyn Object + '_ {
    fn eq(&self, other: &Self) -> bool {
        codec::equal(self, other)
    }
}

/// Clones every field (feature `json`).
impl Clone for Box<dyn Object> {
    fn clone(&self) -> Self {
        let mut clone = self.table().instance();
        codec::copy_fields(self.as_ref(), clone.as_mut());
        clone
    }
}
