//! What can go wrong with a call, and what is kept of it.

use std::{fmt, time::Duration};

use bytes::Bytes;

use crate::{
    Json,
    endpoint::EndpointSpec,
    engine::{Problem, place::Misplaced},
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
}

impl Error {
    /// Whether Stytch, or something between, refused the call: any status but 2xx.
    pub fn is_api(&self) -> bool {
        matches!(self, Self::Api(_))
    }

    /// Whether the call took longer than it may, connecting included.
    pub fn is_timeout(&self) -> bool {
        matches!(self, Self::Transport(error) if error.kind == TransportKind::Timeout
            || error.source.as_ref().is_some_and(reqwest::Error::is_timeout))
    }

    /// Whether no connection came about, so that nothing was sent.
    pub fn is_connect(&self) -> bool {
        matches!(self, Self::Transport(error) if error.kind == TransportKind::Connect)
    }

    /// Whether there was no whole answer: the call may or may not have taken effect, unless
    /// [`is_connect`](Self::is_connect) says that nothing was sent.
    pub fn is_transport(&self) -> bool {
        matches!(self, Self::Transport(_))
    }

    /// Whether the call succeeded, but its answer could not be read.
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

    /// The HTTP status, where an answer began.
    pub fn status(&self) -> Option<u16> {
        match self {
            Self::Api(error) => Some(error.status),
            Self::Decode(error) => Some(error.status),
            Self::Transport(error) => error.status,
            Self::Request(_) | Self::Config(_) => None,
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
            Self::Transport(_) | Self::Request(_) | Self::Config(_) => None,
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
            Self::Request(_) | Self::Config(_) => None,
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
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Transport(error) => error.source.as_ref().map(|source| source as _),
            Self::Config(error) => error.source.as_ref().map(|source| source as _),
            Self::Api(_) | Self::Decode(_) | Self::Request(_) => None,
        }
    }
}

/// An answer with another status than 2xx.
///
/// Only the status is sure to be there: a proxy's page has nothing else, and is kept in `body`.
#[derive(Clone)]
#[non_exhaustive]
pub struct ApiError {
    /// The endpoint that was called.
    pub endpoint: &'static EndpointSpec,
    /// The HTTP status.
    pub status: u16,
    /// Stytch's name for what is wrong; RFC 6749's `error` where the endpoint speaks that.
    pub error_type: Option<String>,
    /// What is wrong, in words; RFC 6749's `error_description`.
    pub message: Option<String>,
    /// Where it is explained; RFC 6749's `error_uri`.
    pub url: Option<String>,
    /// The ID that Stytch gave the request.
    pub request_id: Option<String>,
    /// How long to wait before the next try.
    pub retry_after: Option<Duration>,
    /// The body as received.
    pub body: Bytes,
}

impl ApiError {
    pub(crate) fn new(
        endpoint: &'static EndpointSpec,
        status: u16,
        retry_after: Option<Duration>,
        body: Bytes,
    ) -> Self {
        let json = serde_json::from_slice::<Json>(&body).unwrap_or_default();
        let text = |names: [&str; 2]| {
            names.iter().find_map(|name| json.get(name).and_then(Json::as_str)).map(str::to_owned)
        };
        Self {
            endpoint,
            status,
            error_type: text(["error_type", "error"]),
            message: text(["error_message", "error_description"]),
            url: text(["error_url", "error_uri"]),
            request_id: text(["request_id", "request_id"]),
            retry_after,
            body,
        }
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: status {}", self.endpoint, self.status)?;
        if let Some(error_type) = &self.error_type {
            write!(f, ", {error_type}")?;
        }
        match &self.message {
            Some(message) => write!(f, ": {message}")?,
            None if self.error_type.is_none() => {
                write!(f, ", with a body of {} bytes that names no error", self.body.len())?;
            }
            None => {}
        }
        write_request_id(f, self.request_id.as_deref())
    }
}

impl fmt::Debug for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ApiError")
            .field("endpoint", &format_args!("{}", self.endpoint))
            .field("status", &self.status)
            .field("error_type", &self.error_type)
            .field("message", &self.message)
            .field("url", &self.url)
            .field("request_id", &self.request_id)
            .field("retry_after", &self.retry_after)
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish()
    }
}

/// There was no whole answer.
#[non_exhaustive]
pub struct TransportError {
    /// The endpoint that was called.
    pub endpoint: &'static EndpointSpec,
    /// How far it came.
    pub kind: TransportKind,
    /// The HTTP status, where the answer broke off after its head. A 2xx has taken effect.
    pub status: Option<u16>,
    /// What came of the body.
    pub body: Bytes,
    /// How often the request was tried.
    pub attempts: u32,
    pub(crate) source: Option<reqwest::Error>,
}

/// How far a request came that has no whole answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TransportKind {
    /// No connection came about: nothing was sent.
    Connect,
    /// The time was over.
    Timeout,
    /// The connection broke before an answer began.
    NoAnswer,
    /// The connection broke inside the answer.
    Body,
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self.kind {
            TransportKind::Connect => "no connection, nothing was sent",
            TransportKind::Timeout => "timed out",
            TransportKind::NoAnswer => "the connection broke before an answer came",
            TransportKind::Body => "the connection broke inside the answer",
        };
        write!(f, "{}: {what}", self.endpoint)?;
        if let Some(status) = self.status {
            write!(f, " (status {status}, {} bytes of the body came)", self.body.len())?;
        }
        if self.attempts > 1 {
            write!(f, ", after {} attempts", self.attempts)?;
        }
        Ok(())
    }
}

impl fmt::Debug for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TransportError")
            .field("endpoint", &format_args!("{}", self.endpoint))
            .field("kind", &self.kind)
            .field("status", &self.status)
            .field("body", &format_args!("{} bytes", self.body.len()))
            .field("attempts", &self.attempts)
            .field("source", &self.source)
            .finish()
    }
}

/// A 2xx answer that could not be read. The call has taken effect; `body` is what came.
#[derive(Clone)]
#[non_exhaustive]
pub struct DecodeError {
    /// The endpoint that was called.
    pub endpoint: &'static EndpointSpec,
    /// Where in the JSON, `member.roles[2].role_id`; empty at the top.
    pub path: String,
    /// What is wrong there, `expected string, found number`.
    pub problem: String,
    /// The HTTP status.
    pub status: u16,
    /// The ID that Stytch gave the request, if it can be read.
    pub request_id: Option<String>,
    /// The body as received. It may hold secrets.
    pub body: Bytes,
}

impl DecodeError {
    pub(crate) fn new(
        endpoint: &'static EndpointSpec,
        problem: Problem,
        status: u16,
        body: Bytes,
    ) -> Self {
        let Problem { path, message } = problem;
        let request_id = request_id(&body);
        Self { endpoint, path, problem: message, status, request_id, body }
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: status {}, but its answer cannot be read: ", self.endpoint, self.status)?;
        if !self.path.is_empty() {
            write!(f, "{}: ", self.path)?;
        }
        f.write_str(&self.problem)?;
        write_request_id(f, self.request_id.as_deref())
    }
}

impl fmt::Debug for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DecodeError")
            .field("endpoint", &format_args!("{}", self.endpoint))
            .field("path", &self.path)
            .field("problem", &self.problem)
            .field("status", &self.status)
            .field("request_id", &self.request_id)
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish()
    }
}

/// A request that was refused before anything was sent.
#[derive(Clone)]
#[non_exhaustive]
pub struct RequestError {
    /// The endpoint that was called.
    pub endpoint: &'static EndpointSpec,
    /// The field at fault.
    pub field: Option<&'static str>,
    /// What is wrong with it; never its value.
    pub problem: String,
}

impl RequestError {
    pub(crate) fn new(endpoint: &'static EndpointSpec, problem: impl Into<String>) -> Self {
        Self { endpoint, field: None, problem: problem.into() }
    }

    pub(crate) fn misplaced(endpoint: &'static EndpointSpec, misplaced: &Misplaced) -> Self {
        let Misplaced { field, problem } = *misplaced;
        Self { endpoint, field: Some(field), problem: problem.to_owned() }
    }
}

impl fmt::Display for RequestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: not sent: ", self.endpoint)?;
        if let Some(field) = self.field {
            write!(f, "`{field}`: ")?;
        }
        f.write_str(&self.problem)
    }
}

impl fmt::Debug for RequestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RequestError")
            .field("endpoint", &format_args!("{}", self.endpoint))
            .field("field", &self.field)
            .field("problem", &self.problem)
            .finish()
    }
}

/// Why a client cannot be made.
#[derive(Debug)]
#[non_exhaustive]
pub struct ConfigError {
    /// What is wrong and what to do.
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
        f.write_str(&self.problem)
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

fn write_request_id(f: &mut fmt::Formatter<'_>, request_id: Option<&str>) -> fmt::Result {
    match request_id {
        Some(request_id) => write!(f, " ({request_id})"),
        None => Ok(()),
    }
}

/// The `request_id` of a JSON body, wherever the rest of it stands.
pub(crate) fn request_id(body: &[u8]) -> Option<String> {
    let json = serde_json::from_slice::<Json>(body).ok()?;
    json.get("request_id").and_then(Json::as_str).map(str::to_owned)
}
