//! What can go wrong with a call, and what is kept of it.

mod api;
#[cfg(feature = "verify")]
pub(crate) mod token;
mod transport;

use std::{fmt, time::Duration};

use bytes::Bytes;

pub(crate) use self::api::request_id;
#[cfg(feature = "verify")]
use self::token::{TokenError, UnavailableError};
pub use self::{
    api::{ApiError, DecodeError},
    transport::{ConfigError, RequestError, TransportError, TransportKind},
};

/// What went wrong. Match on it, or ask its predicates.
///
/// No variant's `Debug` or `Display` shows a secret or a body; a body is there to be asked for.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// Stytch, or something between, answered with another status than 2xx.
    Api(Box<ApiError>),
    /// There was no whole answer.
    Transport(Box<TransportError>),
    /// The call succeeded, but its answer could not be read. It has taken effect.
    Decode(Box<DecodeError>),
    /// The request was refused before anything was sent.
    Request(Box<RequestError>),
    /// The client cannot be made from what it was given.
    Config(ConfigError),
    /// A token was checked in this process and refused, or doesn't allow what was asked.
    #[cfg(feature = "verify")]
    Token(Box<TokenError>),
    /// What is needed to check a token, or the token itself, could not be fetched.
    #[cfg(feature = "verify")]
    Unavailable(Box<UnavailableError>),
}

impl Error {
    /// Whether Stytch, or something between, refused the call: any status but 2xx.
    pub fn is_api(&self) -> bool {
        matches!(self, Self::Api(_))
    }

    /// Whether the call, or the fetch behind a check, took longer than it may, connecting included.
    pub fn is_timeout(&self) -> bool {
        matches!(self.cause(), Self::Transport(error) if error.kind == TransportKind::Timeout
            || error.source.as_ref().is_some_and(reqwest::Error::is_timeout))
    }

    /// Whether no connection came about, so that nothing was sent.
    pub fn is_connect(&self) -> bool {
        matches!(self.cause(), Self::Transport(error) if error.kind == TransportKind::Connect)
    }

    /// Whether there was no whole answer, to the call or to the fetch behind a check: the call may or may
    /// not have taken effect, unless [`is_connect`](Self::is_connect) says that nothing was sent.
    pub fn is_transport(&self) -> bool {
        matches!(self.cause(), Self::Transport(_))
    }

    /// Whether the call succeeded, but its answer could not be read. As what follows, it is about a call of
    /// yours: what went wrong with a fetch behind a check is told by `UnavailableError::cause`.
    pub fn is_decode(&self) -> bool {
        matches!(self, Self::Decode(_))
    }

    /// Whether the request was refused before anything was sent.
    pub fn is_request(&self) -> bool {
        matches!(self, Self::Request(_))
    }

    /// Whether the client cannot be made from what it was given.
    pub fn is_config(&self) -> bool {
        matches!(self, Self::Config(_))
    }

    /// Whether Stytch asks for fewer calls: status 429.
    pub fn is_rate_limited(&self) -> bool {
        matches!(self, Self::Api(error) if error.status == 429)
    }

    /// Whether there is no such thing: status 404.
    pub fn is_not_found(&self) -> bool {
        matches!(self, Self::Api(error) if error.status == 404)
    }

    /// Whether the credentials were refused: status 401.
    pub fn is_unauthorized(&self) -> bool {
        matches!(self, Self::Api(error) if error.status == 401)
    }

    /// Whether a token was checked in this process and refused, or denied what was asked of it.
    #[cfg(feature = "verify")]
    pub fn is_token(&self) -> bool {
        matches!(self, Self::Token(_))
    }

    /// Whether the token or session is good but doesn't allow what was asked: it lacks a scope or a
    /// permission, or is of another Organization. Found here, or by Stytch where it was asked (status
    /// 403).
    #[cfg(feature = "verify")]
    pub fn is_denied(&self) -> bool {
        match self {
            Self::Token(error) => error.kind.is_denied(),
            // One that something between has refused is neither.
            Self::Api(error) => error.status == 403 && error.error_type.is_some(),
            _ => false,
        }
    }

    /// Whether keys, policy or access token could not be fetched: a token was neither accepted nor
    /// refused.
    #[cfg(feature = "verify")]
    pub fn is_unavailable(&self) -> bool {
        matches!(self, Self::Unavailable(_))
    }

    /// What went wrong with the call behind it, where there is one; else the error itself.
    fn cause(&self) -> &Self {
        match self {
            #[cfg(feature = "verify")]
            Self::Unavailable(error) => error.cause(),
            error => error,
        }
    }

    /// The HTTP status, where an answer began.
    pub fn status(&self) -> Option<u16> {
        match self {
            Self::Api(error) => Some(error.status),
            Self::Decode(error) => Some(error.status),
            Self::Transport(error) => error.status,
            _ => None,
        }
    }

    /// Stytch's name for what is wrong, `member_not_found`.
    pub fn error_type(&self) -> Option<&str> {
        match self {
            Self::Api(error) => error.error_type.as_deref(),
            _ => None,
        }
    }

    /// The ID that Stytch gave the request: its support asks for it.
    pub fn request_id(&self) -> Option<&str> {
        match self {
            Self::Api(error) => error.request_id.as_deref(),
            Self::Decode(error) => error.request_id.as_deref(),
            _ => None,
        }
    }

    /// How long Stytch asks to wait before the next try.
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::Api(error) => error.retry_after,
            _ => None,
        }
    }

    /// The body as received, whole or as far as it came. It may hold secrets.
    pub fn body(&self) -> Option<&Bytes> {
        match self {
            Self::Api(error) => Some(&error.body),
            Self::Decode(error) => Some(&error.body),
            Self::Transport(error) => error.status.map(|_| &error.body),
            _ => None,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Api(error) => error.fmt(f),
            Self::Transport(error) => error.fmt(f),
            Self::Decode(error) => error.fmt(f),
            Self::Request(error) => error.fmt(f),
            Self::Config(error) => error.fmt(f),
            #[cfg(feature = "verify")]
            Self::Token(error) => error.fmt(f),
            #[cfg(feature = "verify")]
            Self::Unavailable(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Transport(error) => error.source.as_ref().map(|source| source as _),
            Self::Config(error) => error.source.as_ref().map(|source| source as _),
            #[cfg(feature = "verify")]
            Self::Unavailable(error) => Some(error.cause()),
            _ => None,
        }
    }
}

impl From<ConfigError> for Error {
    fn from(error: ConfigError) -> Self {
        Self::Config(error)
    }
}

impl From<RequestError> for Error {
    fn from(error: RequestError) -> Self {
        Self::Request(Box::new(error))
    }
}

impl From<TransportError> for Error {
    fn from(error: TransportError) -> Self {
        Self::Transport(Box::new(error))
    }
}
