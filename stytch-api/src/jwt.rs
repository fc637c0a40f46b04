//! JWTs and the public keys that verify them. Pure: no clock, no network.

pub(crate) mod key;
pub(crate) mod parse;
pub(crate) mod text;
