//! The error of an invalid configuration.

use std::fmt;

use crate::error::escaped::Escaped;

/// The configuration of a client is invalid.
#[derive(Debug)]
#[non_exhaustive]
pub struct ConfigError {
    /// The error message: what is wrong, and what to do.
    pub problem: String,
}

impl ConfigError {
    pub(crate) fn new(problem: impl Into<String>) -> Self {
        Self { problem: problem.into() }
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", Escaped(&self.problem))
    }
}

impl std::error::Error for ConfigError {}
