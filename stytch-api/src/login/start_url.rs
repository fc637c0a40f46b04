//! Start URLs: where a browser begins an OAuth or SSO login.
//!
//! The module [`login`](crate::login) lists them all and shows a complete login.

#[cfg(feature = "b2b")]
pub mod b2b;
#[cfg(feature = "consumer")]
pub mod consumer;
mod parameters;

use std::fmt;

use percent_encoding::utf8_percent_encode;

use crate::{
    codec::request::{PATH_SEGMENT, check_segment},
    error::Escaped,
};

/// Encodes the provider as a path segment.
fn encode_provider(provider: &str) -> Result<String, StartUrlError> {
    check_segment(provider).map_err(|problem| StartUrlError::new("provider", problem))?;
    Ok(utf8_percent_encode(provider, PATH_SEGMENT).to_string())
}

/// A start URL that could not be built. It never contains a parameter's value.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct StartUrlError {
    /// The invalid query parameter, or `provider`.
    pub parameter: String,
    /// The reason, and what to do.
    pub problem: &'static str,
}

impl StartUrlError {
    fn new(parameter: impl Into<String>, problem: &'static str) -> Self {
        Self { parameter: parameter.into(), problem }
    }
}

impl fmt::Display for StartUrlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot build the start URL: `{}`: {}", Escaped(&self.parameter), self.problem)
    }
}

impl std::error::Error for StartUrlError {}
