//! Types of fields that Rust and its standard library do not have. This is the lowest floor.

pub(crate) mod member_credential;
pub(crate) mod nullable;
pub(crate) mod secret;
pub(crate) mod timestamp;
