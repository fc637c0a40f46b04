//! How a request is sent: [`prepare`], [`send_with_retries`], [`decode_response`].
//!
//! [`start`] runs the first two; every kind of call polls its future, then decodes the response.

use std::{
    future::ready,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
    time::{Duration, SystemTime},
};

use tokio::time::Instant;

use crate::{
    Error, RetryPolicy,
    client::{inner::Inner, options::CallOptions, trace::CallSpan},
    codec::{self, Secrets},
    error::{
        ApiError, DecodeError, ReadError, RequestError, TransportError, TransportKind,
        stytch_error_type,
    },
    http::{
        attempt::{AttemptError, PreparedRequest, RawResponse},
        client::HttpClient,
        limit::SentAt,
        limiter::{Limiter, Pacing},
        pool::Connections,
        retry::{Attempt, Outcome, Retries, min_attempt_time, retry_after},
    },
    schema::{EndpointSpec, Object},
};

/// A request being sent; resolves to a complete response of any status.
pub(crate) struct ResponseFuture {
    response: Pin<Box<dyn Future<Output = Result<RawResponse, Error>> + Send>>,
    /// The span of the call, which also covers the decoding of the response.
    pub(super) span: CallSpan,
}

impl Future for ResponseFuture {
    type Output = Result<RawResponse, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        self.response.as_mut().poll(context)
    }
}

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
        Ok((prepared, http)) => {
            let span = CallSpan::new(endpoint, prepared.url());
            let response = span.instrument(send_with_retries(
                inner.clone(),
                http,
                prepared,
                options.retry_policy_or(&inner.retry),
                options.timeout_or(inner.timeout),
                options.pacing,
                span.clone(),
            ));
            ResponseFuture { response: Box::pin(response), span }
        }
        Err(error) => {
            ResponseFuture { response: Box::pin(ready(Err(error))), span: CallSpan::none(endpoint) }
        }
    }
}

/// Places each field of `request` in the URL, the headers or the body.
pub(super) fn prepare(
    inner: &Inner,
    endpoint: &'static EndpointSpec,
    request: &dyn Object,
) -> Result<PreparedRequest, RequestError> {
    PreparedRequest::new(endpoint, request, inner.url(endpoint)?)
}

/// Sends `prepared` until a response needs no retry, the policy gives up or `timeout` has passed.
async fn send_with_retries(
    inner: Arc<Inner>,
    http: HttpClient,
    prepared: PreparedRequest,
    policy: RetryPolicy,
    timeout: Duration,
    pacing: Pacing,
    span: CallSpan,
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
        let Some(sent) = turn else {
            let result = last.unwrap_or_else(|| Err(not_sent(&prepared)));
            // The pending retry has not been sent.
            return span.finish(result, retries.attempt_number().saturating_sub(2));
        };
        let remaining = timeout.saturating_sub(started.elapsed());
        let headers = inner.headers.for_endpoint(endpoint);
        let result = http.send(&prepared, headers, remaining, inner.response_limit).await;
        let number = retries.attempt_number();
        span.log_attempt(&result, number - 1, started.elapsed());
        let outcome = outcome(&result);
        if let Some(limiter) = limiter {
            record(limiter, sent, retries, &outcome, &policy);
        }
        let result = result.map_err(|error| transport_error(&prepared, error, number));
        let remaining = latest_start.saturating_sub(started.elapsed());
        let attempt = Attempt { retries, retry_safety: endpoint.retry_safety, outcome, remaining };
        let Some(wait) = policy.wait(&attempt, fastrand::f64()) else {
            return span.finish(result, number - 1);
        };
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
        Outcome::Status { .. } | Outcome::NotSent | Outcome::Unprocessed | Outcome::NoResponse => {}
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
    (raw, span): (RawResponse, &CallSpan),
    response: &mut dyn Object,
) -> Result<(), Error> {
    decode_body(inner, endpoint, request, options, (raw, span), |status, body| {
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
    (raw, span): (RawResponse, &CallSpan),
    decode: impl FnOnce(u16, &[u8]) -> Result<T, ReadError>,
) -> Result<T, Error> {
    let status = raw.status;
    if !(200..300).contains(&status) {
        let retry_after = retry_after(&raw.headers, SystemTime::now());
        let mut error = ApiError::new(endpoint, status, retry_after, raw.body);
        let secrets = collect_secrets(inner, request, options);
        error.texts_mut().for_each(|text| secrets.redact(text));
        error.details.iter_mut().for_each(|details| secrets.redact_object(details));
        return Err(Error::Api(Box::new(error)));
    }
    decode(status, &raw.body).map_err(|failure| {
        span.finish_undecoded(&raw);
        let mut error = DecodeError::new(endpoint, failure, status, raw.body);
        let secrets = collect_secrets(inner, request, options);
        error.texts_mut().for_each(|text| secrets.redact(text));
        Error::Decode(Box::new(error))
    })
}

fn collect_secrets(inner: &Inner, request: &dyn Object, options: &CallOptions) -> Secrets {
    let headers = options.header_values().chain(inner.headers.authorization());
    Secrets::collect(request, &inner.credentials.secret, headers)
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
        Err(AttemptError { kind: TransportKind::Connect | TransportKind::NotReady, .. }) => {
            Outcome::NotSent
        }
        Err(AttemptError { kind: TransportKind::Unprocessed, .. }) => Outcome::Unprocessed,
        // A response arrived, and a second one would be as large.
        Err(AttemptError { kind: TransportKind::TooLarge, status: Some(status), .. }) => {
            Outcome::Status { status: *status, error_type: None, retry_after: None }
        }
        Err(_) => Outcome::NoResponse,
    }
}

/// The error of a call that timed out before its turn.
fn not_sent(prepared: &PreparedRequest) -> Error {
    transport_error(prepared, AttemptError::new(TransportKind::Timeout), 0)
}

fn transport_error(prepared: &PreparedRequest, error: AttemptError, attempts: u32) -> Error {
    let AttemptError { kind, status, body, cause, layer_error } = error;
    let endpoint = prepared.endpoint;
    let host = prepared.host();
    TransportError { endpoint, kind, status, body, attempts, host, cause, layer_error }.into()
}
