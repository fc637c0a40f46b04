//! The state of the sandbox, in memory.

pub(crate) mod overlay;
pub(crate) mod problem;
pub(crate) mod random;
pub(crate) mod signing;
pub(crate) mod state;
