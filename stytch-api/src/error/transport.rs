//! The error of a missing or incomplete response.

use std::fmt;

use bytes::Bytes;

use crate::schema::EndpointSpec;

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
    /// The number of attempts.
    pub attempts: u32,
    pub(crate) source: Option<reqwest::Error>,
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

#[cfg(feature = "verify")]
impl TransportError {
    /// The error of a call that waited for another call's request.
    pub(crate) fn without_response(endpoint: &'static EndpointSpec, kind: TransportKind) -> Self {
        Self { endpoint, kind, status: None, body: Bytes::new(), attempts: 1, source: None }
    }
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
        write!(f, "{}: {what}", self.endpoint)?;
        if let Some(status) = self.status {
            write!(f, " (status {status}, received {} bytes of the body)", self.body.len())?;
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
