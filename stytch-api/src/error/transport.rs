//! The error of a missing or incomplete response.

use std::{error::Error, fmt};

use bytes::Bytes;

use crate::{
    error::escaped::{Escaped, escaped},
    schema::EndpointSpec,
};

/// The response was missing or incomplete.
#[non_exhaustive]
pub struct TransportError {
    /// The endpoint that was called.
    pub endpoint: &'static EndpointSpec,
    /// Why there is no complete response.
    pub kind: TransportKind,
    /// The HTTP status, if the response broke off after its head. A call with a 2xx has taken effect.
    pub status: Option<u16>,
    /// The part of the body that arrived. It may contain secrets.
    pub body: Bytes,
    /// The number of attempts; 0 if the turn of the call under a
    /// [rate limit](crate::ClientBuilder::max_requests_per_second) would have come too late, so that nothing
    /// was sent.
    pub attempts: u32,
    /// The host of the request's URL, with its port unless that is the scheme's default. `None` if the call
    /// waited for another call's request.
    pub host: Option<String>,
    pub(crate) cause: Option<reqwest::Error>,
    pub(crate) layer_error: Option<Box<dyn Error + Send + Sync>>,
}

/// Why a request has no complete response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TransportKind {
    /// No connection could be opened, so nothing was sent.
    Connect,
    /// The connection was closed before the server processed the request, or the server refused its HTTP/2
    /// stream. The request was certainly not carried out. Only with feature `http2`.
    Unprocessed,
    /// The call timed out.
    Timeout,
    /// The connection, or the HTTP/2 stream, was closed before a response arrived.
    NoResponse,
    /// The connection, or the HTTP/2 stream, was closed before the response was complete.
    Body,
    /// The response is larger than [`response_limit`](crate::ClientBuilder::response_limit).
    TooLarge,
    /// A [layer](crate::ClientBuilder::layer) was not ready, so nothing was sent.
    NotReady,
    /// A [layer](crate::ClientBuilder::layer) failed. The request may have been sent.
    Layer,
}

impl TransportKind {
    pub(crate) fn description(self) -> &'static str {
        match self {
            Self::Connect => "could not connect, nothing was sent",
            Self::Unprocessed => "the server did not process the request",
            Self::Timeout => "timed out",
            Self::NoResponse => "the connection was closed before a response arrived",
            Self::Body => "the connection was closed before the response was complete",
            Self::TooLarge => "the response exceeds the size limit",
            Self::NotReady => "a layer was not ready, nothing was sent",
            Self::Layer => "a layer failed",
        }
    }
}

impl TransportError {
    /// The error of a call that waited for another call's request.
    #[cfg(feature = "verify")]
    pub(crate) fn without_response(endpoint: &'static EndpointSpec, kind: TransportKind) -> Self {
        let body = Bytes::new();
        Self {
            endpoint,
            kind,
            status: None,
            body,
            attempts: 1,
            host: None,
            cause: None,
            layer_error: None,
        }
    }

    /// Returns the error of the HTTP library, without its URL. `None` if the client gave up rather
    /// than the network: the response was too large, or the call waited too long for its turn or for
    /// another call's response.
    ///
    /// It is not the `source`, because `Display` already shows its root cause.
    pub fn cause(&self) -> Option<&reqwest::Error> {
        self.cause.as_ref()
    }

    /// Returns the error of a [layer](crate::ClientBuilder::layer). It is also the `source`; `Display` and `Debug`
    /// don't show it, because its text may contain a secret.
    pub fn layer_error(&self) -> Option<&(dyn Error + Send + Sync + 'static)> {
        self.layer_error.as_deref()
    }
}

/// Returns the last error in the chain of sources, such as the operating system's.
pub(crate) fn root_cause<'e>(
    error: &'e (dyn std::error::Error + 'static),
) -> &'e (dyn std::error::Error + 'static) {
    let mut cause = error;
    while let Some(source) = cause.source() {
        cause = source;
    }
    cause
}

/// Returns the reason of a GOAWAY frame. Its debug data, which `Display` and `Debug` of the cause would show, can be
/// any text, and so may contain a secret.
fn go_away_reason(cause: &reqwest::Error) -> Option<String> {
    #[cfg(feature = "http2")]
    {
        let error = root_cause(cause).downcast_ref::<h2::Error>()?;
        error.reason().filter(|_| error.is_go_away()).map(|reason| reason.to_string())
    }
    #[cfg(not(feature = "http2"))]
    {
        let _ = cause;
        None
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = self.kind.description();
        write!(f, "{}", self.endpoint)?;
        if let Some(host) = &self.host {
            write!(f, " at {}", Escaped(host))?;
        }
        write!(f, ": {what}")?;
        if self.attempts == 0 {
            f.write_str(": its turn under the rate limit would come too late; nothing was sent")?;
        }
        if let Some(status) = self.status {
            write!(f, " (status {status}, received {} bytes of the body)", self.body.len())?;
        }
        if self.attempts > 1 {
            write!(f, ", after {} attempts", self.attempts)?;
        }
        match &self.cause {
            // A timeout has no other cause.
            Some(cause) if self.kind != TransportKind::Timeout => match go_away_reason(cause) {
                Some(reason) => {
                    write!(f, ": connection closed by the server: {}", Escaped(&reason))
                }
                None => write!(f, ": {}", Escaped(&root_cause(cause))),
            },
            Some(_) | None => Ok(()),
        }
    }
}

struct DebugCause<'e>(&'e reqwest::Error);

impl fmt::Debug for DebugCause<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match go_away_reason(self.0) {
            Some(reason) => write!(f, "GoAway({reason:?})"),
            None => fmt::Debug::fmt(self.0, f),
        }
    }
}

impl Error for TransportError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.layer_error.as_ref().map(|error| &**error as &(dyn Error + 'static))
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
            .field("host", &escaped(self.host.as_ref()))
            .field("cause", &self.cause.as_ref().map(DebugCause))
            // Its text may contain a secret.
            .field("layer_error", &self.layer_error.as_ref().map(|_| "[redacted]"))
            .finish()
    }
}
