//! The state of the sandbox, in memory.

pub(crate) mod apply_update;
pub(crate) mod keyring;
pub(crate) mod problem;
pub(crate) mod random;
pub(crate) mod state;
