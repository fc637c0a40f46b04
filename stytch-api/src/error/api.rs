//! The error that a response reports.

use std::{fmt, time::Duration};

use bytes::Bytes;

use crate::{
    Metadata,
    error::{
        body::ErrorBody,
        error_type::ErrorType,
        escaped::{Escaped, escaped},
    },
    schema::EndpointSpec,
};

/// A response with a status other than 2xx.
///
/// `endpoint`, `status` and `body` are always present. The other fields may be missing, for example in
/// the response of a proxy. In texts, secrets of the request are replaced with `[redacted]`, and everything
/// after the first 16 KiB with the number of its bytes: `… [123 more bytes]`.
#[derive(Clone)]
#[non_exhaustive]
pub struct ApiError {
    /// The endpoint that was called.
    pub endpoint: &'static EndpointSpec,
    /// The HTTP status.
    pub status: u16,
    /// Stytch's error type, such as `member_not_found`; on OAuth endpoints, RFC 6749's `error`.
    pub error_type: Option<ErrorType>,
    /// The error message; on OAuth endpoints, RFC 6749's `error_description`.
    pub message: Option<String>,
    /// The URL of the error's documentation; on OAuth endpoints, RFC 6749's `error_uri`.
    pub url: Option<String>,
    /// Stytch's ID of the request.
    pub request_id: Option<String>,
    /// Stytch's `error_details`, with further information about the error. `None` if the response has
    /// none, or if they are larger than 64 KiB.
    pub details: Option<Metadata>,
    /// How long the response asks to wait before the next attempt. The value is not limited.
    pub retry_after: Option<Duration>,
    /// The body as received. It may contain secrets.
    pub body: Bytes,
}

impl ApiError {
    pub(crate) fn new(
        endpoint: &'static EndpointSpec,
        status: u16,
        retry_after: Option<Duration>,
        body: Bytes,
    ) -> Self {
        let json = ErrorBody::parse(&body);
        Self {
            endpoint,
            status,
            error_type: json.text(&["error_type", "error"]).map(ErrorType::from),
            message: json.text(&["error_message", "error_description"]),
            url: json.text(&["error_url", "error_uri"]),
            request_id: json.text(&["request_id"]),
            details: json.object("error_details"),
            retry_after,
            body,
        }
    }

    /// Returns the texts that the server wrote, which may contain a secret of the request.
    pub(crate) fn texts_mut(&mut self) -> impl Iterator<Item = &mut String> {
        // A known error type contains no secret.
        let unknown = if let Some(ErrorType::Unknown(text)) = &mut self.error_type {
            Some(text)
        } else {
            None
        };
        let texts = [&mut self.message, &mut self.url, &mut self.request_id];
        texts.into_iter().flatten().chain(unknown)
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: status {}", self.endpoint, self.status)?;
        if let Some(error_type) = &self.error_type {
            write!(f, ", {}", Escaped(error_type))?;
        }
        match &self.message {
            Some(message) => write!(f, ": {}", Escaped(message))?,
            None if self.error_type.is_none() => {
                write!(
                    f,
                    ", with a body of {} bytes that contains no error message",
                    self.body.len()
                )?;
            }
            None => {}
        }
        write_request_id(f, self.request_id.as_deref())
    }
}

impl std::error::Error for ApiError {}

impl fmt::Debug for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ApiError")
            .field("endpoint", &format_args!("{}", self.endpoint))
            .field("status", &self.status)
            .field("error_type", &self.error_type.as_ref().map(|error_type| Escaped(error_type)))
            .field("message", &escaped(self.message.as_ref()))
            .field("url", &escaped(self.url.as_ref()))
            .field("request_id", &escaped(self.request_id.as_ref()))
            .field("details", &self.details.as_ref().map(DebugDetails))
            .field("retry_after", &self.retry_after)
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish()
    }
}

/// Shows the JSON, escaped and truncated.
struct DebugDetails<'a>(&'a Metadata);

impl fmt::Debug for DebugDetails<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let json = serde_json::to_string(self.0).map_err(|_| fmt::Error)?;
        write!(f, "{}", Escaped(&json))
    }
}

pub(super) fn write_request_id(
    f: &mut fmt::Formatter<'_>,
    request_id: Option<&str>,
) -> fmt::Result {
    match request_id {
        Some(request_id) => write!(f, " ({})", Escaped(&request_id)),
        None => Ok(()),
    }
}

/// Whether a response says that the rate limit was exceeded. A 429 from Stytch has other causes too: a
/// locked user, or a login that looks like an attack.
pub(crate) fn is_rate_limit(status: u16, error_type: Option<&ErrorType>) -> bool {
    let other_reason = matches!(
        error_type,
        Some(
            ErrorType::UserLockLimitReached
                | ErrorType::CaptchaFailed
                | ErrorType::TooFewTokensAuthenticated
        )
    );
    status == 429 && !other_reason
}

/// Returns the `error_type` of an error body, which only Stytch writes. RFC 6749's `error` does not
/// count: gateways write it too.
pub(crate) fn stytch_error_type(body: &[u8]) -> Option<ErrorType> {
    let error_type = ErrorBody::parse(body).text(&["error_type"])?;
    (!error_type.is_empty()).then(|| ErrorType::from(error_type))
}

/// Returns the `request_id` of a JSON body.
pub(crate) fn request_id(body: &[u8]) -> Option<String> {
    ErrorBody::parse(body).text(&["request_id"])
}
