//! The error of an invalid configuration.

use std::fmt;

use crate::error::escaped::Escaped;

/// The configuration of a client is invalid.
#[derive(Debug)]
#[non_exhaustive]
pub struct ConfigError {
    /// The error message: what is wrong, and what to do.
    pub problem: String,
    pub(crate) source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

impl ConfigError {
    pub(crate) fn new(problem: impl Into<String>) -> Self {
        Self { problem: problem.into(), source: None }
    }

    pub(crate) fn with_source(
        problem: impl Into<String>,
        source: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> Self {
        Self { problem: problem.into(), source: Some(source.into()) }
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", Escaped(&self.problem))
    }
}

impl std::error::Error for ConfigError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}
