//! The checks: of a session JWT, an access token and a permission.

pub(crate) mod permission;
pub(crate) mod session;
pub(crate) mod token;
