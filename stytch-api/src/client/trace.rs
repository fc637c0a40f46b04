//! The span of a call, and its events. The guide "In production" documents both.
//!
//! The names are those of OpenTelemetry's semantic conventions for HTTP client spans. No value of a request, no
//! header and no body is recorded.

use std::time::Duration;

use reqwest::Url;
use tracing::{Instrument, Level, Span, field::Empty, instrument::Instrumented};

use crate::{
    Error,
    error::{TransportKind, request_id},
    http::attempt::{AttemptError, RawResponse},
    schema::EndpointSpec,
};

/// The `tracing` target of every span and event.
const LOG_TARGET: &str = "stytch_api";

/// Emits an event with the fields that all events share; `Option`s that are `None` are omitted. The fields are
/// computed only if the event is enabled, by `tracing` or by its feature `log`.
macro_rules! event {
    ($level:expr, $endpoint:expr, $summary:expr, $resends:expr, $($rest:tt)+) => {
        tracing::event!(
            target: LOG_TARGET,
            $level,
            http.request.method = $endpoint.method.as_str(),
            url.template = $endpoint.path,
            http.response.status_code = $summary.status,
            error.type = $summary.error_type(),
            stytch.request_id = $summary.request_id(),
            http.request.resend_count = $resends,
            $($rest)+
        )
    };
}

/// The span of one call.
#[derive(Clone)]
pub(crate) struct CallSpan {
    endpoint: &'static EndpointSpec,
    span: Span,
}

impl CallSpan {
    /// Creates the span of a call that is sent to the host of `url`, as a child of the current span.
    pub(super) fn new(endpoint: &'static EndpointSpec, url: &Url) -> Self {
        let span = tracing::info_span!(
            target: LOG_TARGET,
            "stytch_call",
            otel.kind = "client",
            otel.name = display(endpoint),
            http.request.method = endpoint.method.as_str(),
            url.template = endpoint.path,
            server.address = url.host_str().map(|host| host.trim_matches(['[', ']'])),
            server.port = url.port_or_known_default(),
            http.request.resend_count = Empty,
            http.response.status_code = Empty,
            stytch.request_id = Empty,
            error.type = Empty,
            otel.status_code = Empty,
        );
        Self { endpoint, span }
    }

    /// The span of a call that fails before it is sent.
    pub(super) fn none(endpoint: &'static EndpointSpec) -> Self {
        Self { endpoint, span: Span::none() }
    }

    /// Enters the span whenever `future` is polled.
    pub(super) fn instrument<F: Future>(&self, future: F) -> Instrumented<F> {
        future.instrument(self.span.clone())
    }

    /// Logs the outcome of an attempt.
    pub(super) fn log_attempt(
        &self,
        result: &Result<RawResponse, AttemptError>,
        resends: u32,
        elapsed: Duration,
    ) {
        let elapsed_ms = u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX);
        match result {
            Ok(response) => {
                let summary = Summary::of_response(response);
                event!(Level::DEBUG, self.endpoint, summary, resends, elapsed_ms, "received");
            }
            Err(AttemptError { kind, status, .. }) => {
                let summary = Summary::of_failure(error_type(*kind), *status);
                event!(Level::DEBUG, self.endpoint, summary, resends, elapsed_ms, "failed");
            }
        }
    }

    /// Records the final result of the attempts, and warns of a failure that is not the caller's mistake.
    pub(super) fn finish(
        &self,
        result: Result<RawResponse, Error>,
        resends: u32,
    ) -> Result<RawResponse, Error> {
        let summary = match &result {
            Ok(response) => Summary::of_response(response),
            Err(Error::Transport(error)) => {
                Summary::of_failure(error_type(error.kind), error.status)
            }
            // The attempts fail in no other way.
            Err(_) => return result,
        };
        if !self.span.is_none() {
            if resends > 0 {
                self.span.record("http.request.resend_count", resends);
            }
            self.span.record("http.response.status_code", summary.status);
            self.span.record("stytch.request_id", summary.request_id());
            if let Some(error_type) = summary.error_type() {
                self.record_failure(&error_type);
            }
        }
        if result.as_ref().map_or(true, |response| is_warning(response.status)) {
            event!(Level::WARN, self.endpoint, summary, resends, "call failed");
        }
        result
    }

    /// Records that the response to a successful call could not be decoded.
    pub(super) fn finish_undecoded(&self, response: &RawResponse) {
        let error_type = "decode";
        self.record_failure(error_type);
        let summary = Summary { error: Some(error_type), ..Summary::of_response(response) };
        // The span has the number of retries.
        let resends = None::<u32>;
        self.span.in_scope(|| {
            event!(Level::WARN, self.endpoint, summary, resends, "call failed");
        });
    }

    fn record_failure(&self, error_type: &str) {
        self.span.record("error.type", error_type);
        self.span.record("otel.status_code", "ERROR");
    }
}

/// A response or a failure, as far as the fields describe it.
struct Summary<'a> {
    status: Option<u16>,
    /// The failure, unless it is the status.
    error: Option<&'static str>,
    body: &'a [u8],
}

impl<'a> Summary<'a> {
    fn of_response(RawResponse { status, body, .. }: &'a RawResponse) -> Self {
        Self { status: Some(*status), error: None, body }
    }

    fn of_failure(error: &'static str, status: Option<u16>) -> Self {
        Self { status, error: Some(error), body: &[] }
    }

    fn error_type(&self) -> Option<String> {
        let status = self.status.filter(|status| !(200..300).contains(status));
        self.error.map(str::to_owned).or_else(|| Some(status?.to_string()))
    }

    fn request_id(&self) -> Option<String> {
        request_id(self.body).filter(|id| is_request_id(id))
    }
}

fn error_type(kind: TransportKind) -> &'static str {
    match kind {
        TransportKind::Connect => "connect",
        TransportKind::Unprocessed => "unprocessed",
        TransportKind::Timeout => "timeout",
        TransportKind::NoResponse => "no_response",
        TransportKind::Body => "body",
        TransportKind::TooLarge => "too_large",
        TransportKind::NotReady => "not_ready",
        TransportKind::Layer => "layer",
    }
}

/// Whether a final status is a failure that the caller did not cause. A 429 counts, because the rate limit is
/// shared by all calls of a project.
fn is_warning(status: u16) -> bool {
    !matches!(status, 200..300 | 400..=428 | 430..500)
}

/// Whether a text has the form of Stytch's request IDs, such as `request-id-test-b05c992f`. Anything else
/// is not recorded: the text is the server's, which may echo a secret or forge a log line.
fn is_request_id(text: &str) -> bool {
    text.len() <= 100
        && text.starts_with("request-")
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_request_ids_are_logged() {
        let id = "request-id-test-b05c992f-ebdc-489d-a754-c7e70ba13141";
        let cases = [
            (id, true),
            ("request-id-live-1", true),
            ("", false),
            ("secret-test-1", false),
            ("TOPSECRETVALUE", false),
            ("request-id\nERROR", false),
            ("request-id\u{202e}", false),
            ("request-id token=abc", false),
            (&format!("request-{}", "x".repeat(92)), true),
            (&format!("request-{}", "x".repeat(93)), false),
        ];
        for (text, expected) in cases {
            assert_eq!(is_request_id(text), expected, "{text:?}");
        }
    }

    #[test]
    fn mistakes_of_the_caller_are_no_warnings() {
        for (status, expected) in [
            (200, false),
            (204, false),
            (302, true),
            (400, false),
            (404, false),
            (428, false),
            (429, true),
            (430, false),
            (499, false),
            (500, true),
            (503, true),
        ] {
            assert_eq!(is_warning(status), expected, "{status}");
        }
    }
}
