//! The errors of logins in the browser.

use std::fmt;

use crate::error::escaped::Escaped;

/// A [`Pkce`](crate::login::pkce::Pkce) that could not be created. It never contains the verifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PkceError {
    /// The system's random number generator failed.
    NoRandomness,
    /// The verifier has fewer than 43 or more than 128 characters.
    Length,
    /// The verifier contains a character that RFC 7636 does not allow.
    Alphabet,
}

impl fmt::Display for PkceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoRandomness => "the system's random number generator failed",
            Self::Length => "invalid code verifier: it must have 43 to 128 characters",
            Self::Alphabet => {
                "invalid code verifier: use only ASCII letters, digits, `-`, `.`, `_` and `~`"
            }
        })
    }
}

impl std::error::Error for PkceError {}

/// A start URL that could not be built. It never contains a parameter's value.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
#[cfg_attr(
    not(any(feature = "b2b", feature = "consumer")),
    allow(unreachable_pub, reason = "either product exports it")
)]
pub struct StartUrlError {
    /// The invalid query parameter, or `provider`.
    pub parameter: String,
    /// The reason, and what to do.
    pub problem: &'static str,
}

impl StartUrlError {
    #[cfg_attr(
        not(any(feature = "b2b", feature = "consumer")),
        allow(dead_code, reason = "neither product is there to log in to")
    )]
    pub(crate) fn new(parameter: impl Into<String>, problem: &'static str) -> Self {
        Self { parameter: parameter.into(), problem }
    }
}

impl fmt::Display for StartUrlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot build the start URL: `{}`: {}", Escaped(&self.parameter), self.problem)
    }
}

impl std::error::Error for StartUrlError {}
