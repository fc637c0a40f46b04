//! The endpoints of Stytch and the objects that they exchange, one file per resource.

pub mod b2b;
pub mod common;
pub mod consumer;
