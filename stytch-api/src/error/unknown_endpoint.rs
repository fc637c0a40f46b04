//! The error of an endpoint name that is unknown.

use std::fmt;

use crate::error::escaped::Escaped;

/// The catalog has no endpoint of this name (feature `json`).
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct UnknownEndpoint {
    /// The unknown name.
    pub name: String,
    /// The most similar name, if one is similar.
    pub nearest: Option<String>,
}

impl fmt::Display for UnknownEndpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "unknown endpoint `{}`", Escaped(&self.name))?;
        match &self.nearest {
            Some(nearest) => write!(f, "; did you mean `{}`?", Escaped(nearest)),
            None => Ok(()),
        }
    }
}

impl std::error::Error for UnknownEndpoint {}
