//! How a request is sent: [`prepare`], [`send_with_retries`], [`decode_response`].
//!
//! [`start`] runs the first two; every kind of call polls its future, then decodes the response.

use std::{
    future::ready,
    pin::Pin,
    sync::Arc,
    time::{Duration, SystemTime},
};

use bytes::Bytes;
use tokio::time::Instant;

use crate::{
    Error, RetryPolicy,
    client::{inner::Inner, options::CallOptions},
    codec::{self, Secrets},
    error::{
        ApiError, DecodeError, ReadError, RequestError, TransportError, TransportKind, request_id,
        stytch_error_type,
    },
    http::{
        attempt::{self, AttemptError, PreparedRequest, RawResponse},
        limit::SentAt,
        limiter::{Limiter, Pacing},
        pool::Connections,
        retry::{Attempt, Outcome, Retries, min_attempt_time, retry_after},
    },
    schema::{EndpointSpec, Object},
};

/// The `tracing` target of every event.
const LOG_TARGET: &str = "stytch_api";

/// A request being sent; resolves to a complete response of any status.
pub(crate) type ResponseFuture = Pin<Box<dyn Future<Output = Result<RawResponse, Error>> + Send>>;

/// Prepares `request` and returns the future that sends it. Nothing is sent until it is polled.
pub(crate) fn start(
    inner: &Arc<Inner>,
    endpoint: &'static EndpointSpec,
    request: &dyn Object,
    options: &CallOptions,
    connections: Connections,
) -> ResponseFuture {
    let prepared = prepare(inner, endpoint, request).and_then(|mut prepared| {
        options.apply_headers(endpoint, &mut prepared.headers)?;
        Ok(prepared)
    });
    let prepared = prepared.map_err(Error::from);
    match prepared.and_then(|prepared| Ok((prepared, inner.http(connections)?))) {
        Ok((prepared, http)) => Box::pin(send_with_retries(
            inner.clone(),
            http,
            prepared,
            options.retry_policy_or(&inner.retry),
            options.timeout_or(inner.timeout),
            options.pacing,
        )),
        Err(error) => Box::pin(ready(Err(error))),
    }
}

/// Places each field of `request` in the URL, the headers or the body.
pub(super) fn prepare(
    inner: &Inner,
    endpoint: &'static EndpointSpec,
    request: &dyn Object,
) -> Result<PreparedRequest, RequestError> {
    PreparedRequest::new(endpoint, request, inner.url(endpoint.host))
}

/// Sends `prepared` until a response needs no retry, the policy gives up or `timeout` has passed.
async fn send_with_retries(
    inner: Arc<Inner>,
    http: reqwest::Client,
    prepared: PreparedRequest,
    policy: RetryPolicy,
    timeout: Duration,
    pacing: Pacing,
) -> Result<RawResponse, Error> {
    let endpoint = prepared.endpoint;
    let started = Instant::now();
    let limiter = inner.limiter.of(pacing);
    // No attempt starts later than this.
    let latest_start = timeout.saturating_sub(min_attempt_time(timeout));
    let mut retries = Retries::default();
    let mut last = None;
    loop {
        let turn = match limiter {
            Some(limiter) => limiter.turn(started, latest_start).await,
            None => Some(SentAt::UNLIMITED),
        };
        let Some(sent) = turn else { return last.unwrap_or_else(|| Err(not_sent(&prepared))) };
        let remaining = timeout.saturating_sub(started.elapsed());
        let headers = inner.headers.for_endpoint(endpoint);
        let result =
            attempt::send(&http, &prepared, headers, remaining, inner.response_limit).await;
        let number = retries.attempt_number();
        log_attempt(endpoint, number, &result, started.elapsed());
        let outcome = outcome(&result);
        if let Some(limiter) = limiter {
            record(limiter, sent, retries, &outcome, &policy);
        }
        let result = result.map_err(|error| transport_error(&prepared, error, number));
        let remaining = latest_start.saturating_sub(started.elapsed());
        let attempt = Attempt { retries, retry_safety: endpoint.retry_safety, outcome, remaining };
        let Some(wait) = policy.wait(&attempt, fastrand::f64()) else { return result };
        retries.count(&attempt.outcome);
        last = Some(result);
        tokio::time::sleep(wait).await;
    }
}

/// Reports the outcome to the limiter, unless it reveals nothing about the rate, such as a gateway's error.
fn record(
    limiter: &Limiter,
    sent: SentAt,
    retries: Retries,
    outcome: &Outcome,
    policy: &RetryPolicy,
) {
    match outcome {
        Outcome::Status { retry_after, .. } if outcome.is_rate_limit() => {
            let retry_after = retry_after.map(|wait| wait.min(policy.retry_after_cap));
            limiter.rejected(sent, retries, retry_after);
        }
        Outcome::Status { status: ..500, .. } => limiter.succeeded(sent),
        Outcome::Status { .. } | Outcome::NotSent | Outcome::NoResponse => {}
    }
}

/// Decodes the response to `request` into `response`, or into the error that it reports.
///
/// The texts of an error may contain secrets that the response echoes, so these are redacted.
pub(crate) fn decode_response(
    inner: &Inner,
    endpoint: &'static EndpointSpec,
    request: &dyn Object,
    options: &CallOptions,
    raw: RawResponse,
    response: &mut dyn Object,
) -> Result<(), Error> {
    decode_body(inner, endpoint, request, options, raw, |status, body| {
        // "No Content" without a body is complete unless a field is required.
        if status == 204 && body.is_empty() && !response.table().has_required() {
            return Ok(());
        }
        codec::decode(response, body)
    })
}

/// Passes the status and body of a 2xx response to `decode`. Any other response is an error.
pub(super) fn decode_body<T>(
    inner: &Inner,
    endpoint: &'static EndpointSpec,
    request: &dyn Object,
    options: &CallOptions,
    raw: RawResponse,
    decode: impl FnOnce(u16, &[u8]) -> Result<T, ReadError>,
) -> Result<T, Error> {
    let RawResponse { status, headers, body } = raw;
    if !(200..300).contains(&status) {
        let retry_after = retry_after(&headers, SystemTime::now());
        let mut error = ApiError::new(endpoint, status, retry_after, body);
        let secrets = collect_secrets(inner, request, options);
        error.texts_mut().for_each(|text| secrets.redact(text));
        error.details.iter_mut().for_each(|details| secrets.redact_object(details));
        return Err(Error::Api(Box::new(error)));
    }
    decode(status, &body).map_err(|failure| {
        let mut error = DecodeError::new(endpoint, failure, status, body);
        let secrets = collect_secrets(inner, request, options);
        error.texts_mut().for_each(|text| secrets.redact(text));
        Error::Decode(Box::new(error))
    })
}

fn collect_secrets(inner: &Inner, request: &dyn Object, options: &CallOptions) -> Secrets {
    let headers = options.header_values().chain(inner.headers.authorization());
    Secrets::collect(request, &inner.secret, headers)
}

/// Summarizes an attempt for the retry policy.
fn outcome(result: &Result<RawResponse, AttemptError>) -> Outcome {
    match result {
        Ok(response) => Outcome::Status {
            status: response.status,
            // For other statuses, the error type does not matter.
            error_type: matches!(response.status, 429 | 503)
                .then(|| stytch_error_type(&response.body))
                .flatten(),
            retry_after: retry_after(&response.headers, SystemTime::now()),
        },
        Err(error) if error.kind == TransportKind::Connect => Outcome::NotSent,
        // A response arrived, and a second one would be as large.
        Err(AttemptError { kind: TransportKind::TooLarge, status: Some(status), .. }) => {
            Outcome::Status { status: *status, error_type: None, retry_after: None }
        }
        Err(_) => Outcome::NoResponse,
    }
}

/// The error of a call that timed out before its turn.
fn not_sent(prepared: &PreparedRequest) -> Error {
    let (kind, body) = (TransportKind::Timeout, Bytes::new());
    transport_error(prepared, AttemptError { kind, status: None, body, cause: None }, 0)
}

fn transport_error(prepared: &PreparedRequest, error: AttemptError, attempts: u32) -> Error {
    let AttemptError { kind, status, body, cause } = error;
    let endpoint = prepared.endpoint;
    TransportError { endpoint, kind, status, body, attempts, host: prepared.host(), cause }.into()
}

/// Logs one event per attempt, with the path template and without values, headers or bodies.
fn log_attempt(
    endpoint: &'static EndpointSpec,
    attempt: u32,
    result: &Result<RawResponse, AttemptError>,
    elapsed: Duration,
) {
    if !tracing::enabled!(target: LOG_TARGET, tracing::Level::DEBUG) {
        return;
    }
    let method = endpoint.method.as_str();
    let path = endpoint.path;
    let elapsed_ms = u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX);
    match result {
        Ok(RawResponse { status, body, .. }) => {
            let request_id = request_id(body).filter(|id| is_request_id(id)).unwrap_or_default();
            tracing::debug!(
                target: LOG_TARGET,
                method, path, status, request_id, attempt, elapsed_ms, "received"
            );
        }
        Err(AttemptError { kind, .. }) => {
            tracing::debug!(
                target: LOG_TARGET,
                method, path, failure = ?kind, attempt, elapsed_ms, "failed"
            );
        }
    }
}

/// Whether a text has the form of Stytch's request IDs, such as `request-id-test-b05c992f`. Anything else
/// is not logged: the text is the server's, which may echo a secret or forge a log line.
fn is_request_id(text: &str) -> bool {
    text.len() <= 100
        && text.starts_with("request-")
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

#[cfg(test)]
mod tests {
    use super::is_request_id;

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
}
