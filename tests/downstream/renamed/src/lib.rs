//! The same declarations, where `stytch-api` goes by the name `auth`.

pub use auth as api;

#[path = "../../src/widgets.rs"]
pub mod widgets;
