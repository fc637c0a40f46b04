//! Why a command failed.

use std::{fmt, process::ExitCode};

use clap::ValueEnum;
use serde_json::json;

use crate::{Error, Json};

/// A message, and the exit status that goes with it.
#[derive(Debug)]
pub(super) struct Failure {
    message: String,
    status: u8,
    /// What [`ErrorFormat::Json`] adds to the message.
    details: Details,
}

/// The parts of an error that programs read.
#[derive(Debug, Default)]
struct Details {
    http_status: Option<u16>,
    error_type: Option<String>,
    request_id: Option<String>,
    host: Option<String>,
}

/// How a failure is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum ErrorFormat {
    /// One line of text
    #[default]
    Text,
    /// One JSON object on a line
    Json,
}

impl Failure {
    /// The call failed, or a run ended before its last row.
    pub(super) fn call(message: impl Into<String>) -> Self {
        Self { message: message.into(), status: 1, details: Details::default() }
    }

    /// The arguments or the input are invalid, or a write was not confirmed. Nothing was sent.
    pub(super) fn usage(message: impl Into<String>) -> Self {
        Self { message: message.into(), status: 2, details: Details::default() }
    }

    /// A run processed all its rows, and some of them failed.
    pub(super) fn rows(message: impl Into<String>) -> Self {
        Self { message: message.into(), status: 3, details: Details::default() }
    }

    /// A call to `host` failed with `error`.
    pub(super) fn error(error: &Error, host: &str) -> Self {
        let error_type = error.error_type().map(ToString::to_string);
        let details = Details {
            http_status: error.status(),
            error_type,
            request_id: error.request_id().map(str::to_owned),
            host: Some(host.to_owned()),
        };
        match error {
            // The error of an exchange with the server names it, unless that failed on the way.
            Error::Api(_) | Error::Decode(_) => {
                Self { message: format!("{error}, from {host}"), status: 1, details }
            }
            Error::Request(_) | Error::Config(_) => Self::usage(error.to_string()),
            error => Self { message: error.to_string(), status: 1, details },
        }
    }

    /// Adds what to do next to the end of the message.
    pub(super) fn with_hint(mut self, hint: &str) -> Self {
        self.message.push_str(hint);
        self
    }

    /// Prints the failure to standard error.
    pub(super) fn report(self, format: ErrorFormat) -> ExitCode {
        match format {
            ErrorFormat::Text => eprintln!("error: {}", self.message),
            ErrorFormat::Json => eprintln!("{}", self.to_json()),
        }
        ExitCode::from(self.status)
    }

    fn to_json(&self) -> Json {
        let Details { http_status, error_type, request_id, host } = &self.details;
        json!({
            "message": self.message,
            "exit_status": self.status,
            "status_code": http_status,
            "error_type": error_type,
            "request_id": request_id,
            "host": host,
        })
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}
