//! Values that are fetched once for all calls: public keys, RBAC policies, access tokens.

pub(crate) mod keys;
pub(crate) mod policies;
pub(crate) mod single_flight;
