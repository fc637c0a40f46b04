//! A crate that depends only on `stytch-api`, and uses its macros to declare its own endpoints, objects,
//! enums and resources.

pub use stytch_api as api;

pub mod shadowed;
pub mod widgets;
