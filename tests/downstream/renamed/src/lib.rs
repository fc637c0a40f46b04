//! The same declarations, with `stytch-api` renamed to `auth`.

pub use auth as api;

#[path = "../../src/shadowed.rs"]
pub mod shadowed;
#[path = "../../src/widgets.rs"]
pub mod widgets;
