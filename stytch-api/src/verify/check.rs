//! Checks: builders that are awaited, each with its decision.

pub(super) mod future;
pub(super) mod permission;
pub(super) mod session;
pub(super) mod token;
