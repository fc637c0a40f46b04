//! The error of a missing or incomplete response.

use std::fmt;

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
}

/// Why a request has no complete response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TransportKind {
    /// No connection could be opened, so nothing was sent.
    Connect,
    /// The call timed out.
    Timeout,
    /// The connection was closed before a response arrived.
    NoResponse,
    /// The connection was closed before the response was complete.
    Body,
    /// The response is larger than [`response_limit`](crate::ClientBuilder::response_limit).
    TooLarge,
}

impl TransportError {
    /// The error of a call that waited for another call's request.
    #[cfg(feature = "verify")]
    pub(crate) fn without_response(endpoint: &'static EndpointSpec, kind: TransportKind) -> Self {
        let body = Bytes::new();
        Self { endpoint, kind, status: None, body, attempts: 1, host: None, cause: None }
    }

    /// Returns the error of the HTTP library, without its URL. `None` if the client gave up rather
    /// than the network: the response was too large, or the call waited too long for its turn or for
    /// another call's response.
    ///
    /// It is not the `source`, because `Display` already shows its root cause.
    pub fn cause(&self) -> Option<&reqwest::Error> {
        self.cause.as_ref()
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

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self.kind {
            TransportKind::Connect => "could not connect, nothing was sent",
            TransportKind::Timeout => "timed out",
            TransportKind::NoResponse => "the connection was closed before a response arrived",
            TransportKind::Body => "the connection was closed before the response was complete",
            TransportKind::TooLarge => "the response exceeds the size limit",
        };
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
            Some(cause) if self.kind != TransportKind::Timeout => {
                write!(f, ": {}", Escaped(&root_cause(cause)))
            }
            Some(_) | None => Ok(()),
        }
    }
}

impl std::error::Error for TransportError {}

impl fmt::Debug for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TransportError")
            .field("endpoint", &format_args!("{}", self.endpoint))
            .field("kind", &self.kind)
            .field("status", &self.status)
            .field("body", &format_args!("{} bytes", self.body.len()))
            .field("attempts", &self.attempts)
            .field("host", &escaped(self.host.as_ref()))
            .field("cause", &self.cause)
            .finish()
    }
}
