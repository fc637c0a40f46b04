//! The endpoints of Stytch and the types that they use, one file per resource.

#[cfg(feature = "b2b")]
pub mod b2b;
pub mod common;
#[cfg(feature = "consumer")]
pub mod consumer;
#[cfg(feature = "management")]
pub mod management;
