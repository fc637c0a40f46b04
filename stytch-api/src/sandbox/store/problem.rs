//! The errors of the sandbox, in the format of Stytch's.

use serde_json::json;

use crate::{ErrorType, Json, codec::validate::Mismatch};

/// An error response. Its message may name fields but never quotes a value, which may be secret.
#[derive(Debug)]
pub(crate) struct Problem {
    pub(crate) status: u16,
    pub(crate) error_type: ErrorType,
    pub(crate) message: String,
    format: Format,
}

/// What the sandbox does, or the error that it responds with.
pub(crate) type Result<T, E = Problem> = std::result::Result<T, E>;

/// The JSON format of an error.
#[derive(Debug)]
enum Format {
    Stytch,
    /// RFC 6749, section 5.2.
    OAuth,
}

impl Problem {
    pub(crate) fn new(status: u16, error_type: ErrorType, message: impl Into<String>) -> Self {
        Self { status, error_type, message: message.into(), format: Format::Stytch }
    }

    /// An error of an OAuth endpoint.
    pub(crate) fn oauth(status: u16, error: ErrorType, description: impl Into<String>) -> Self {
        Self { format: Format::OAuth, ..Self::new(status, error, description) }
    }

    /// 400 with the given error type.
    pub(crate) fn bad_request(error_type: ErrorType, message: impl Into<String>) -> Self {
        Self::new(400, error_type, message)
    }

    /// 400 `invalid_argument`: a field is missing, unknown or invalid.
    pub(crate) fn invalid_argument(message: impl Into<String>) -> Self {
        Self::bad_request(ErrorType::InvalidArgument, message)
    }

    /// 401: a code or the credentials are wrong.
    pub(crate) fn unauthorized(error_type: ErrorType, message: impl Into<String>) -> Self {
        Self::new(401, error_type, message)
    }

    /// 404 with the given error type.
    pub(crate) fn not_found(error_type: ErrorType, message: impl Into<String>) -> Self {
        Self::new(404, error_type, message)
    }

    /// The body of the response.
    pub(crate) fn to_json(&self, request_id: &str) -> Json {
        let Self { status, error_type, message, format } = self;
        let error_url = format!("https://stytch.com/docs/api/errors/{status}#{error_type}");
        match format {
            // The vendor's SDKs require the fields in addition to those of RFC 6749.
            Format::OAuth => json!({
                "status_code": status,
                "request_id": request_id,
                "error": error_type,
                "error_description": message,
                "error_uri": error_url,
            }),
            Format::Stytch => json!({
                "status_code": status,
                "request_id": request_id,
                "error_type": error_type,
                "error_message": message,
                "error_url": error_url,
            }),
        }
    }
}

/// 400 `invalid_argument`: a field of a body is missing, unknown or invalid.
impl From<Mismatch> for Problem {
    fn from(Mismatch { path, problem }: Mismatch) -> Self {
        Self::invalid_argument(format!("`{path}`: {problem}"))
    }
}
