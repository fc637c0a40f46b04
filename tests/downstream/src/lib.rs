//! A crate that depends on `stytch-api` alone: an endpoint, an object, an enum and a resource of its
//! own, through the macros.

pub use stytch_api as api;

pub mod widgets;
