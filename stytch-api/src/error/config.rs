//! The error of an invalid configuration.

use std::fmt;

use crate::error::escaped::Escaped;

/// The configuration of a client is invalid.
#[derive(Debug)]
#[non_exhaustive]
pub struct ConfigError {
    /// The error message: what is wrong, and what to do.
    pub problem: String,
    pub(crate) source: Option<reqwest::Error>,
}

impl ConfigError {
    pub(crate) fn new(problem: impl Into<String>) -> Self {
        Self { problem: problem.into(), source: None }
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", Escaped(&self.problem))
    }
}
