//! The endpoints of Stytch and the objects that they exchange, one file per resource.

#[cfg(feature = "b2b")]
pub mod b2b;
pub mod common;
#[cfg(feature = "consumer")]
pub mod consumer;
