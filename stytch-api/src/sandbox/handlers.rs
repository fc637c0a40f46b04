//! What each endpoint does.

pub(crate) mod contact;
pub(crate) mod default_response;
pub(crate) mod handle;
pub(crate) mod introspection;
pub(crate) mod jwks;
pub(crate) mod m2m;
pub(crate) mod members;
pub(crate) mod organizations;
pub(crate) mod rbac;
pub(crate) mod recovery_codes;
pub(crate) mod search;
pub(crate) mod sessions;
pub(crate) mod totps;
#[cfg(feature = "consumer")]
pub(crate) mod users;
