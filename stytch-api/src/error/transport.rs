//! Errors without a whole answer: the network failed, or nothing was sent.

use std::fmt;

use bytes::Bytes;

use crate::schema::EndpointSpec;

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
    NoResponse,
    /// The connection broke inside the answer.
    Body,
    /// The answer's body is larger than the client takes.
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
            TransportKind::Connect => "no connection, nothing was sent",
            TransportKind::Timeout => "timed out",
            TransportKind::NoResponse => "the connection broke before an answer came",
            TransportKind::Body => "the connection broke inside the answer",
            TransportKind::TooLarge => "the answer is larger than the client takes",
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
