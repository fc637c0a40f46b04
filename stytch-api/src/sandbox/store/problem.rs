//! Why a request is refused, in Stytch's own shape.

use serde_json::json;

use crate::Json;

/// A refusal. Its message may name fields and never quotes a value: values may be secrets.
#[derive(Debug)]
pub(crate) struct Problem {
    pub(crate) status: u16,
    pub(crate) error_type: &'static str,
    pub(crate) message: String,
    style: Style,
}

/// How a refusal is written.
#[derive(Debug)]
enum Style {
    Stytch,
    /// As RFC 6749, 5.2, has it.
    Oauth,
}

impl Problem {
    pub(crate) fn new(status: u16, error_type: &'static str, message: impl Into<String>) -> Self {
        Self { status, error_type, message: message.into(), style: Style::Stytch }
    }

    /// A refusal of an endpoint that speaks OAuth.
    pub(crate) fn oauth(status: u16, error: &'static str, description: impl Into<String>) -> Self {
        Self { style: Style::Oauth, ..Self::new(status, error, description) }
    }

    /// 400: the request cannot be carried out as it is.
    pub(crate) fn refused(error_type: &'static str, message: impl Into<String>) -> Self {
        Self::new(400, error_type, message)
    }

    /// 400: a field is missing, unknown, or not what it must be.
    pub(crate) fn argument(message: impl Into<String>) -> Self {
        Self::refused("invalid_argument", message)
    }

    /// 401: what was to prove something proves nothing.
    pub(crate) fn unproved(error_type: &'static str, message: impl Into<String>) -> Self {
        Self::new(401, error_type, message)
    }

    /// 404: there is no such thing.
    pub(crate) fn not_found(error_type: &'static str, message: impl Into<String>) -> Self {
        Self::new(404, error_type, message)
    }

    /// The body that Stytch answers with.
    pub(crate) fn to_json(&self, request_id: &str) -> Json {
        let Self { status, error_type, message, style } = self;
        if let Style::Oauth = style {
            return json!({ "error": error_type, "error_description": message });
        }
        json!({
            "status_code": status,
            "request_id": request_id,
            "error_type": error_type,
            "error_message": message,
            "error_url": format!("https://stytch.com/docs/api/errors/{status}#{error_type}"),
        })
    }
}
