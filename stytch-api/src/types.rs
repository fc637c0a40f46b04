//! The types that fields hold and that Rust has no equivalent of. The lowest floor.

pub(crate) mod member_credential;
pub(crate) mod nullable;
pub(crate) mod secret;
pub(crate) mod timestamp;
