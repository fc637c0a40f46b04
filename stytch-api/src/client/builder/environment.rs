//! Settings from environment variables.

use std::env::{VarError, var};

use crate::error::ConfigError;

/// Reads a variable that must be set.
pub(super) fn required(name: &str) -> Result<String, ConfigError> {
    var(name).map_err(|_| invalid(name))
}

/// Reads a variable that has a default. An invalid value is an error: with the default, the calls would be sent to
/// Stytch itself.
pub(super) fn optional(name: &str) -> Result<Option<String>, ConfigError> {
    match var(name) {
        Ok(value) => Ok(Some(value)),
        Err(VarError::NotPresent) => Ok(None),
        Err(VarError::NotUnicode(_)) => Err(invalid(name)),
    }
}

fn invalid(name: &str) -> ConfigError {
    let problem = "is not set, or is not valid UTF-8";
    ConfigError::new(format!("the environment variable {name} {problem}"))
}
