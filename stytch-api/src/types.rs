//! Field types that are not in the standard library. They depend on no other module.

pub(crate) mod member_credential;
pub(crate) mod nullable;
pub(crate) mod secret;
pub(crate) mod secret_buffer;
pub(crate) mod timestamp;

/// A JSON object with any members, such as metadata or custom claims. `null` members are sent.
pub type Metadata = serde_json::Map<String, serde_json::Value>;
