//! A whole call: attempts, waits between them, and what its answer means.

use std::{
    pin::Pin,
    sync::Arc,
    time::{Duration, Instant, SystemTime},
};

use crate::{
    Error, RetryPolicy,
    client::Inner,
    codec,
    codec::Secrets,
    error::{ApiError, DecodeError, TransportError, TransportKind, request_id},
    http::{
        attempt,
        attempt::{Failure, Prepared, Reply},
        retry::{Attempt, Outcome, retry_after},
    },
    schema::{EndpointSpec, Object},
};

/// A call under way, up to its whole answer.
pub(crate) type Execution = Pin<Box<dyn Future<Output = Result<Reply, Error>> + Send>>;

/// Sends `prepared` until there is an answer that is not worth a retry, or the time is over.
pub(crate) async fn execute(
    inner: Arc<Inner>,
    http: reqwest::Client,
    prepared: Prepared,
    limits: Limits,
) -> Result<Reply, Error> {
    let policy = limits.retry.as_ref().unwrap_or(&inner.retry);
    let timeout = limits.timeout.unwrap_or(inner.timeout);
    let started = Instant::now();
    let mut number = 1;
    loop {
        let remaining = timeout.saturating_sub(started.elapsed());
        let headers = inner.headers.of(prepared.endpoint);
        let sent = attempt::send(&http, &prepared, headers, remaining, inner.response_limit).await;
        log(prepared.endpoint, number, &sent, started.elapsed());
        let attempt = Attempt {
            number,
            retry_safety: prepared.endpoint.retry_safety,
            outcome: outcome(&sent),
            remaining: timeout.saturating_sub(started.elapsed()),
        };
        match policy.wait(&attempt, fastrand::f64()) {
            Some(wait) => tokio::time::sleep(wait).await,
            None => return sent.map_err(|failure| failed(prepared.endpoint, failure, number)),
        }
        number += 1;
    }
}

/// What a call has that differs from the client's defaults.
#[derive(Clone, Default)]
pub(crate) struct Limits {
    pub(crate) timeout: Option<Duration>,
    pub(crate) retry: Option<RetryPolicy>,
}

fn outcome(sent: &Result<Reply, Failure>) -> Outcome {
    match sent {
        Ok(reply) => Outcome::Status {
            status: reply.status,
            retry_after: retry_after(&reply.headers, SystemTime::now()),
        },
        Err(failure) if failure.kind == TransportKind::Connect => Outcome::NotSent,
        // The answer came; a second one would be as large.
        Err(Failure { kind: TransportKind::TooLarge, status: Some(status), .. }) => {
            Outcome::Status { status: *status, retry_after: None }
        }
        Err(_) => Outcome::NoAnswer,
    }
}

fn failed(endpoint: &'static EndpointSpec, failure: Failure, attempts: u32) -> Error {
    let Failure { kind, status, body, source } = failure;
    TransportError { endpoint, kind, status, body, attempts, source }.into()
}

/// Reads a whole answer to `request` into `response`.
pub(crate) fn decode(
    endpoint: &'static EndpointSpec,
    inner: &Inner,
    request: &dyn Object,
    reply: Reply,
    response: &mut dyn Object,
) -> Result<(), Error> {
    let Reply { status, headers, body } = reply;
    if !(200..300).contains(&status) {
        let retry_after = retry_after(&headers, SystemTime::now());
        let mut error = ApiError::new(endpoint, status, retry_after, body);
        let secrets = Secrets::of(request, &inner.secret);
        let texts =
            [&mut error.error_type, &mut error.message, &mut error.url, &mut error.request_id];
        texts.into_iter().flatten().for_each(|text| secrets.redact(text));
        return Err(Error::Api(Box::new(error)));
    }
    // "No content" is what it says.
    if status == 204 && body.is_empty() && !response.table().has_required() {
        return Ok(());
    }
    codec::decode(response, &body).map_err(|problem| {
        Error::Decode(Box::new(DecodeError::new(endpoint, problem, status, body)))
    })
}

/// One event per attempt: the path as a template, no value of the request, no header, no body.
fn log(
    endpoint: &'static EndpointSpec,
    attempt: u32,
    sent: &Result<Reply, Failure>,
    elapsed: Duration,
) {
    if !tracing::enabled!(tracing::Level::DEBUG) {
        return;
    }
    let method = endpoint.method.as_str();
    let path = endpoint.path;
    let elapsed_ms = u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX);
    match sent {
        Ok(Reply { status, body, .. }) => {
            let request_id = request_id(body).unwrap_or_default();
            tracing::debug!(method, path, status, request_id, attempt, elapsed_ms, "answered");
        }
        Err(Failure { kind, .. }) => {
            tracing::debug!(method, path, failure = ?kind, attempt, elapsed_ms, "failed");
        }
    }
}
