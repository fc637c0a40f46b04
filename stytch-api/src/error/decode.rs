//! Errors of JSON that cannot be decoded.

use std::fmt;

use bytes::Bytes;

use crate::{
    error::{
        api::{request_id, write_request_id},
        escaped::{Escaped, escaped},
    },
    schema::EndpointSpec,
};

/// A 2xx response that could not be decoded. The call has taken effect; `body` is the response as
/// received.
#[derive(Clone)]
#[non_exhaustive]
pub struct DecodeError {
    /// The endpoint that was called.
    pub endpoint: &'static EndpointSpec,
    /// The path of the value in the JSON, `member.roles[2].role_id`; empty for the whole body. After the first
    /// 16 KiB, it is truncated.
    pub path: String,
    /// The error message, `expected string, found number`.
    pub problem: String,
    /// The HTTP status.
    pub status: u16,
    /// Stytch's ID of the request, if the body has one.
    pub request_id: Option<String>,
    /// The body as received. It may contain secrets.
    pub body: Bytes,
}

impl DecodeError {
    pub(crate) fn new(
        endpoint: &'static EndpointSpec,
        error: ReadError,
        status: u16,
        body: Bytes,
    ) -> Self {
        let ReadError { path, problem } = error;
        let request_id = request_id(&body);
        Self { endpoint, path, problem, status, request_id, body }
    }

    /// Returns the texts that the server wrote, which may contain a secret of the request.
    pub(crate) fn texts_mut(&mut self) -> impl Iterator<Item = &mut String> {
        // The path contains keys of maps.
        [&mut self.path].into_iter().chain(&mut self.request_id)
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}: status {}, but the response cannot be decoded: ",
            self.endpoint, self.status
        )?;
        if !self.path.is_empty() {
            write!(f, "{}: ", Escaped(&self.path))?;
        }
        write!(f, "{}", Escaped(&self.problem))?;
        write_request_id(f, self.request_id.as_deref())
    }
}

impl std::error::Error for DecodeError {}

impl fmt::Debug for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DecodeError")
            .field("endpoint", &format_args!("{}", self.endpoint))
            .field("path", &Escaped(&self.path))
            .field("problem", &Escaped(&self.problem))
            .field("status", &self.status)
            .field("request_id", &escaped(self.request_id.as_ref()))
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish()
    }
}

/// Why JSON cannot be read as the type of a [`Table`](crate::schema::Table) (feature `json`).
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
#[cfg_attr(not(feature = "json"), allow(unreachable_pub, reason = "`json` exports it"))]
pub struct ReadError {
    /// The path of the value, `member.roles[2].role_id`; empty for the whole document.
    pub path: String,
    /// The error message, `expected string, found number`. It does not quote the value.
    pub problem: String,
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.path.is_empty() {
            return write!(f, "{}", Escaped(&self.problem));
        }
        write!(f, "`{}`: {}", Escaped(&self.path), Escaped(&self.problem))
    }
}

impl fmt::Debug for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReadError")
            .field("path", &Escaped(&self.path))
            .field("problem", &Escaped(&self.problem))
            .finish()
    }
}

impl std::error::Error for ReadError {}
