//! Errors of requests that cannot be sent.

use std::fmt;

use crate::{error::escaped::Escaped, schema::EndpointSpec};

/// A request that is invalid. Nothing was sent.
#[derive(Clone)]
#[non_exhaustive]
pub struct RequestError {
    /// The endpoint that was called.
    pub endpoint: &'static EndpointSpec,
    /// The invalid field, if the error is about a single field.
    pub field: Option<&'static str>,
    /// The error message. It does not quote the value.
    pub problem: String,
}

impl RequestError {
    pub(crate) fn new(endpoint: &'static EndpointSpec, problem: impl Into<String>) -> Self {
        Self { endpoint, field: None, problem: problem.into() }
    }

    pub(crate) fn invalid_field(endpoint: &'static EndpointSpec, invalid: &InvalidField) -> Self {
        let InvalidField { field, problem } = *invalid;
        Self { endpoint, field: Some(field), problem: problem.to_owned() }
    }
}

impl fmt::Display for RequestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: not sent: ", self.endpoint)?;
        if let Some(field) = self.field {
            write!(f, "`{field}`: ")?;
        }
        write!(f, "{}", Escaped(&self.problem))
    }
}

impl std::error::Error for RequestError {}

impl fmt::Debug for RequestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RequestError")
            .field("endpoint", &format_args!("{}", self.endpoint))
            .field("field", &self.field)
            .field("problem", &Escaped(&self.problem))
            .finish()
    }
}

/// A field whose value cannot be sent in its location.
#[derive(Debug)]
pub(crate) struct InvalidField {
    /// The name of the Rust field.
    pub(crate) field: &'static str,
    /// The error message. It does not quote the value.
    pub(crate) problem: &'static str,
}
