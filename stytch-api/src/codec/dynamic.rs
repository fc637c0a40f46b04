//! Values whose type is known at run time only: read, written, shown, compared and cloned by their
//! table (feature `json`).

use std::fmt;

use serde_core::{Serialize, Serializer};

use crate::{
    Json, codec,
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
    pub fn read(&self, json: &[u8]) -> Result<Box<dyn Object>, Unreadable> {
        let mut object = self.instance();
        match codec::decode(object.as_mut(), json) {
            Ok(()) => Ok(object),
            Err(codec::DecodeFailure { path, message }) => {
                Err(Unreadable { path, problem: message })
            }
        }
    }
}

/// Why JSON is no value of a [`Table`]'s type (feature `json`).
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Unreadable {
    /// Where, `member.roles[2].role_id`; empty for the whole.
    pub path: String,
    /// What is wrong there, `expected string, found number`; it never quotes a value.
    pub problem: String,
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.path.is_empty() {
            return f.write_str(&self.problem);
        }
        write!(f, "`{}`: {}", self.path, self.problem)
    }
}

impl std::error::Error for Unreadable {}

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
