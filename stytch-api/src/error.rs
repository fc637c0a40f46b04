//! The error of a call or a check.

mod api;
#[cfg(feature = "totp")]
mod authenticator;
mod body;
mod config;
mod decode;
mod error_type;
mod escaped;
#[cfg(feature = "bulk")]
mod journal;
#[cfg(feature = "verify")]
mod login;
mod request;
#[cfg(feature = "verify")]
pub(crate) mod token;
mod transport;
#[cfg(feature = "verify")]
mod unavailable;
#[cfg(feature = "json")]
mod unknown_endpoint;
#[cfg(feature = "verify")]
mod webhook;

use std::{fmt, time::Duration};

use bytes::Bytes;

#[cfg(feature = "totp")]
pub use self::authenticator::AuthenticatorError;
#[cfg_attr(not(feature = "json"), allow(unreachable_pub, reason = "`json` exports it"))]
pub use self::decode::ReadError;
#[cfg(feature = "bulk")]
pub use self::journal::JournalError;
#[cfg(feature = "verify")]
#[cfg_attr(
    not(any(feature = "b2b", feature = "consumer")),
    allow(unreachable_pub, reason = "either product exports it")
)]
pub use self::login::StartUrlError;
#[cfg(feature = "verify")]
use self::token::{TokenError, TokenErrorKind};
#[cfg(feature = "verify")]
pub(crate) use self::unavailable::unavailable;
#[cfg(feature = "json")]
pub use self::unknown_endpoint::UnknownEndpoint;
pub use self::{
    api::ApiError,
    config::ConfigError,
    decode::DecodeError,
    error_type::ErrorType,
    request::RequestError,
    transport::{TransportError, TransportKind},
};
pub(crate) use self::{
    api::{is_rate_limit, request_id, stytch_error_type},
    escaped::{Escaped, escape_lines},
    request::InvalidField,
    transport::root_cause,
};
#[cfg(feature = "verify")]
pub use self::{
    login::PkceError,
    unavailable::{FetchTarget, UnavailableError},
    webhook::WebhookError,
};

/// The error of a call or a check, or of another part of this crate. Match on it, or use its predicates.
///
/// `Debug` and `Display` never show a secret or a body; [`body`](Self::body) returns the body. They escape
/// control characters and invisible characters, and truncate each text to 1000 characters; the fields
/// contain the texts unchanged.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// The response has a status other than 2xx, from Stytch or from a proxy.
    Api(Box<ApiError>),
    /// The response was missing or incomplete.
    Transport(Box<TransportError>),
    /// The call succeeded and has taken effect, but its response could not be decoded.
    Decode(Box<DecodeError>),
    /// The request is invalid; nothing was sent.
    Request(Box<RequestError>),
    /// The client's configuration is invalid.
    Config(ConfigError),
    /// A token was rejected locally, or does not grant a required scope or permission.
    #[cfg(feature = "verify")]
    Token(Box<TokenError>),
    /// Keys, a policy or an access token could not be fetched.
    #[cfg(feature = "verify")]
    Unavailable(Box<UnavailableError>),
    /// A webhook's message was rejected, or its secret is invalid.
    #[cfg(feature = "verify")]
    Webhook(WebhookError),
    /// The start URL of a login could not be built.
    #[cfg(feature = "verify")]
    StartUrl(Box<StartUrlError>),
    /// A PKCE pair could not be created.
    #[cfg(feature = "verify")]
    Pkce(PkceError),
    /// No endpoint has this name.
    #[cfg(feature = "json")]
    UnknownEndpoint(Box<UnknownEndpoint>),
    /// An authenticator is invalid or cannot be migrated.
    #[cfg(feature = "totp")]
    Authenticator(AuthenticatorError),
    /// The journal of a bulk run could not be opened or written.
    #[cfg(feature = "bulk")]
    Journal(JournalError),
}

impl Error {
    /// Whether the response has a status other than 2xx.
    pub fn is_api(&self) -> bool {
        matches!(self, Self::Api(_))
    }

    /// Whether the call, or the fetch of a check, timed out, including while connecting.
    pub fn is_timeout(&self) -> bool {
        matches!(self.cause(), Self::Transport(error) if error.kind == TransportKind::Timeout
            || error.cause().is_some_and(reqwest::Error::is_timeout))
    }

    /// Whether no connection could be opened, so that nothing was sent.
    pub fn is_connect(&self) -> bool {
        matches!(self.cause(), Self::Transport(error) if error.kind == TransportKind::Connect)
    }

    /// Whether the response was missing or incomplete, for the call or for the fetch of a check. The call
    /// may have taken effect, unless [`is_connect`](Self::is_connect) is true or the kind is
    /// [`Unprocessed`](TransportKind::Unprocessed).
    pub fn is_transport(&self) -> bool {
        matches!(self.cause(), Self::Transport(_))
    }

    /// Whether the call succeeded, but its response could not be decoded.
    ///
    /// This predicate and those below are about your own call. For the fetch of a check, see
    /// `UnavailableError::cause`.
    pub fn is_decode(&self) -> bool {
        matches!(self, Self::Decode(_))
    }

    /// Whether the request is invalid, so that nothing was sent. This includes an invalid start URL of a
    /// login, a call of an unknown endpoint, and an authenticator that cannot be migrated.
    pub fn is_request(&self) -> bool {
        match self {
            Self::Request(_) => true,
            #[cfg(feature = "verify")]
            Self::StartUrl(_) => true,
            #[cfg(feature = "json")]
            Self::UnknownEndpoint(_) => true,
            #[cfg(feature = "totp")]
            Self::Authenticator(_) => true,
            #[cfg(feature = "bulk")]
            Self::Journal(_) => false,
            Self::Api(_) | Self::Transport(_) | Self::Decode(_) | Self::Config(_) => false,
            #[cfg(feature = "verify")]
            Self::Token(_) | Self::Unavailable(_) | Self::Webhook(_) | Self::Pkce(_) => false,
        }
    }

    /// Whether the client's configuration is invalid.
    pub fn is_config(&self) -> bool {
        matches!(self, Self::Config(_))
    }

    /// Whether the rate limit was exceeded, for the project or for one user: status 429.
    ///
    /// Not true for the other causes of a 429: a locked user ([`is_locked_out`](Self::is_locked_out)),
    /// [`ErrorType::CaptchaFailed`] and [`ErrorType::TooFewTokensAuthenticated`].
    pub fn is_rate_limited(&self) -> bool {
        self.api().is_some_and(|error| is_rate_limit(error.status, error.error_type.as_ref()))
    }

    /// Whether the user is locked after too many failed attempts to authenticate
    /// ([`ErrorType::UserLockLimitReached`]). The lock ends after a time that the project sets, or when it
    /// is removed in Stytch's dashboard.
    pub fn is_locked_out(&self) -> bool {
        self.error_type() == Some(&ErrorType::UserLockLimitReached)
    }

    /// Whether something was not found: status 404.
    pub fn is_not_found(&self) -> bool {
        matches!(self, Self::Api(error) if error.status == 404)
    }

    /// Whether the credentials are invalid: status 401.
    pub fn is_unauthorized(&self) -> bool {
        matches!(self, Self::Api(error) if error.status == 401)
    }

    /// Whether a token was rejected locally, or does not grant a required scope or permission.
    #[cfg(feature = "verify")]
    pub fn is_token(&self) -> bool {
        matches!(self, Self::Token(_))
    }

    /// Whether the token or session is valid, but a scope or permission is missing or it belongs to
    /// another Organization. Decided locally, or by Stytch (status 403).
    #[cfg(feature = "verify")]
    pub fn is_denied(&self) -> bool {
        match self {
            Self::Token(error) => error.kind.is_denied(),
            // Without an error type, the 403 is from a proxy, not from Stytch.
            Self::Api(error) => error.status == 403 && error.error_type.is_some(),
            Self::Transport(_)
            | Self::Decode(_)
            | Self::Request(_)
            | Self::Config(_)
            | Self::Unavailable(_)
            | Self::Webhook(_)
            | Self::StartUrl(_)
            | Self::Pkce(_) => false,
            #[cfg(feature = "json")]
            Self::UnknownEndpoint(_) => false,
            #[cfg(feature = "totp")]
            Self::Authenticator(_) => false,
            #[cfg(feature = "bulk")]
            Self::Journal(_) => false,
        }
    }

    /// Whether keys, a policy or an access token could not be fetched, so that a token was neither
    /// accepted nor rejected.
    #[cfg(feature = "verify")]
    pub fn is_unavailable(&self) -> bool {
        matches!(self, Self::Unavailable(_))
    }

    /// Whether a webhook's message was rejected, or its secret is invalid.
    #[cfg(feature = "verify")]
    pub fn is_webhook(&self) -> bool {
        matches!(self, Self::Webhook(_))
    }

    /// Returns the cause of an `Unavailable` error, and any other error itself.
    fn cause(&self) -> &Self {
        match self {
            #[cfg(feature = "verify")]
            Self::Unavailable(error) => error.cause(),
            error => error,
        }
    }

    fn api(&self) -> Option<&ApiError> {
        if let Self::Api(error) = self { Some(error) } else { None }
    }

    /// Returns the HTTP status, if the head of a response arrived.
    pub fn status(&self) -> Option<u16> {
        match self {
            Self::Api(error) => Some(error.status),
            Self::Decode(error) => Some(error.status),
            Self::Transport(error) => error.status,
            Self::Request(_) | Self::Config(_) => None,
            #[cfg(feature = "verify")]
            Self::Token(_)
            | Self::Unavailable(_)
            | Self::Webhook(_)
            | Self::StartUrl(_)
            | Self::Pkce(_) => None,
            #[cfg(feature = "json")]
            Self::UnknownEndpoint(_) => None,
            #[cfg(feature = "totp")]
            Self::Authenticator(_) => None,
            #[cfg(feature = "bulk")]
            Self::Journal(_) => None,
        }
    }

    /// Returns Stytch's error type, such as [`ErrorType::MemberNotFound`]; on OAuth endpoints, RFC 6749's
    /// `error`.
    pub fn error_type(&self) -> Option<&ErrorType> {
        self.api()?.error_type.as_ref()
    }

    /// Returns the ID that Stytch assigned to the request; quote it when you ask for support.
    pub fn request_id(&self) -> Option<&str> {
        match self {
            Self::Api(error) => error.request_id.as_deref(),
            Self::Decode(error) => error.request_id.as_deref(),
            Self::Transport(_) | Self::Request(_) | Self::Config(_) => None,
            #[cfg(feature = "verify")]
            Self::Token(_)
            | Self::Unavailable(_)
            | Self::Webhook(_)
            | Self::StartUrl(_)
            | Self::Pkce(_) => None,
            #[cfg(feature = "json")]
            Self::UnknownEndpoint(_) => None,
            #[cfg(feature = "totp")]
            Self::Authenticator(_) => None,
            #[cfg(feature = "bulk")]
            Self::Journal(_) => None,
        }
    }

    /// Returns the wait before the next attempt that the response requests (`Retry-After`).
    pub fn retry_after(&self) -> Option<Duration> {
        self.api()?.retry_after
    }

    /// Returns the body of the response, or the part of it that arrived. It may contain secrets.
    pub fn body(&self) -> Option<&Bytes> {
        match self {
            Self::Api(error) => Some(&error.body),
            Self::Decode(error) => Some(&error.body),
            Self::Transport(error) => error.status.map(|_| &error.body),
            Self::Request(_) | Self::Config(_) => None,
            #[cfg(feature = "verify")]
            Self::Token(_)
            | Self::Unavailable(_)
            | Self::Webhook(_)
            | Self::StartUrl(_)
            | Self::Pkce(_) => None,
            #[cfg(feature = "json")]
            Self::UnknownEndpoint(_) => None,
            #[cfg(feature = "totp")]
            Self::Authenticator(_) => None,
            #[cfg(feature = "bulk")]
            Self::Journal(_) => None,
        }
    }

    /// Returns the error that the variant contains.
    fn inner(&self) -> &(dyn std::error::Error + 'static) {
        match self {
            Self::Api(error) => &**error,
            Self::Transport(error) => &**error,
            Self::Decode(error) => &**error,
            Self::Request(error) => &**error,
            Self::Config(error) => error,
            #[cfg(feature = "verify")]
            Self::Token(error) => &**error,
            #[cfg(feature = "verify")]
            Self::Unavailable(error) => &**error,
            #[cfg(feature = "verify")]
            Self::Webhook(error) => error,
            #[cfg(feature = "verify")]
            Self::StartUrl(error) => &**error,
            #[cfg(feature = "verify")]
            Self::Pkce(error) => error,
            #[cfg(feature = "json")]
            Self::UnknownEndpoint(error) => &**error,
            #[cfg(feature = "totp")]
            Self::Authenticator(error) => error,
            #[cfg(feature = "bulk")]
            Self::Journal(error) => error,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self.inner(), f)
    }
}

/// The source is that of the contained error, whose message `Display` shows.
impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.inner().source()
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

#[cfg(feature = "verify")]
impl From<TokenErrorKind> for Error {
    fn from(kind: TokenErrorKind) -> Self {
        Self::Token(Box::new(TokenError { kind }))
    }
}

#[cfg(feature = "verify")]
impl From<WebhookError> for Error {
    fn from(error: WebhookError) -> Self {
        Self::Webhook(error)
    }
}

#[cfg(feature = "verify")]
impl From<StartUrlError> for Error {
    fn from(error: StartUrlError) -> Self {
        Self::StartUrl(Box::new(error))
    }
}

#[cfg(feature = "verify")]
impl From<PkceError> for Error {
    fn from(error: PkceError) -> Self {
        Self::Pkce(error)
    }
}

#[cfg(feature = "json")]
impl From<UnknownEndpoint> for Error {
    fn from(error: UnknownEndpoint) -> Self {
        Self::UnknownEndpoint(Box::new(error))
    }
}

#[cfg(feature = "totp")]
impl From<AuthenticatorError> for Error {
    fn from(error: AuthenticatorError) -> Self {
        Self::Authenticator(error)
    }
}

#[cfg(feature = "bulk")]
impl From<JournalError> for Error {
    fn from(error: JournalError) -> Self {
        Self::Journal(error)
    }
}
