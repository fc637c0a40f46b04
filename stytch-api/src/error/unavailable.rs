//! The error of a check whose data could not be fetched.

use std::{fmt, sync::Arc};

use crate::Error;

/// Data that a check needs could not be fetched, so the token was neither accepted nor rejected.
///
/// The cause is shared by all callers that waited for the same fetch.
#[derive(Clone)]
#[non_exhaustive]
pub struct UnavailableError {
    /// What could not be fetched.
    pub target: FetchTarget,
    source: Arc<Error>,
}

/// What a check fetches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FetchTarget {
    /// The project's public keys.
    Keys,
    /// The RBAC policy of the project or of an Organization.
    Policy,
    /// An access token for an M2M client.
    AccessToken,
}

/// Wraps the error of a fetch.
pub(crate) fn unavailable(target: FetchTarget, source: Arc<Error>) -> Error {
    Error::Unavailable(Box::new(UnavailableError { target, source }))
}

impl UnavailableError {
    /// Returns why the fetch failed.
    pub fn cause(&self) -> &Error {
        &self.source
    }
}

impl fmt::Display for UnavailableError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let target = match self.target {
            FetchTarget::Keys => "the project's keys",
            FetchTarget::Policy => "the RBAC policy",
            FetchTarget::AccessToken => "an access token",
        };
        write!(f, "{target} could not be fetched")
    }
}

impl std::error::Error for UnavailableError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(self.cause())
    }
}

impl fmt::Debug for UnavailableError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UnavailableError")
            .field("target", &self.target)
            .field("source", &self.source)
            .finish()
    }
}
