//! A call: a value until it is awaited.

use std::{
    fmt,
    future::{Future, IntoFuture},
    pin::Pin,
    task::{Context, Poll, ready},
    time::Duration,
};

use bytes::Bytes;
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};

use crate::{
    Client, Error, RetryPolicy,
    endpoint::Endpoint,
    error::RequestError,
    execute::{Execution, decode, execute},
    table::Object,
};

/// A call that is made when it is awaited.
///
/// ```no_run
/// # async fn run(client: stytch_api::Client) -> Result<(), stytch_api::Error> {
/// use std::time::Duration;
/// use stytch_api::b2b::organizations::GetRequest;
///
/// let organization = client
///     .b2b()
///     .organizations()
///     .get(GetRequest::new("acme"))
///     .timeout(Duration::from_secs(3))
///     .retries(0)
///     .await?
///     .organization;
/// # Ok(()) }
/// ```
///
/// Without tokio, feature `blocking` makes the same call with `.wait()` in place of `.await`.
#[must_use = "a call does nothing until it is awaited"]
pub struct Call<'c, E> {
    client: &'c Client,
    request: E,
    options: CallOptions,
}

/// What a call has that differs from the client's defaults.
#[derive(Default)]
pub(crate) struct CallOptions {
    pub(crate) timeout: Option<Duration>,
    pub(crate) retry: Option<RetryPolicy>,
    pub(crate) headers: HeaderMap,
    pub(crate) bad_header: Option<String>,
}

impl<'c, E: Endpoint> Call<'c, E> {
    pub(crate) fn new(client: &'c Client, request: E) -> Self {
        Self { client, request, options: CallOptions::default() }
    }

    /// Limits the whole call, retries and their waits included; the client's default is 30 s.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.options.timeout = Some(timeout);
        self
    }

    /// Sets how often the call is tried after the first time, the client's policy otherwise kept.
    pub fn retries(mut self, retries: u32) -> Self {
        let policy =
            self.options.retry.take().unwrap_or_else(|| self.client.retry_policy().clone());
        self.options.retry = Some(policy.retries(retries));
        self
    }

    /// Sets how the call is tried again.
    pub fn retry_policy(mut self, policy: RetryPolicy) -> Self {
        self.options.retry = Some(policy);
        self
    }

    /// Adds a header, in place of one of the same name. One that is no header fails the call before
    /// anything is sent.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        match (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_str(value)) {
            (Ok(name), Ok(mut value)) => {
                // Nobody knows what a caller puts there.
                value.set_sensitive(true);
                self.options.headers.insert(name, value);
            }
            _ => self.options.bad_header = Some(format!("the header {name:?} is invalid")),
        }
        self
    }

    /// Asks for the answer as it came, whatever its status: nothing is decoded.
    pub fn raw(self) -> RawCall<'c, E> {
        RawCall { call: self }
    }

    /// Makes the call and waits for its answer. This blocks the thread: in async code write `.await`.
    ///
    /// # Errors
    /// As `.await`.
    #[cfg(feature = "blocking")]
    pub fn wait(self) -> Result<E::Response, Error> {
        crate::blocking::wait(E::spec(), self.into_future())
    }

    fn start(&self) -> Execution {
        let endpoint = E::spec();
        match self.client.prepare(endpoint, &self.request, &self.options) {
            Ok(prepared) => {
                let inner = self.client.inner().clone();
                let retry = self.options.retry.clone();
                Box::pin(execute(inner, prepared, self.options.timeout, retry))
            }
            Err(error) => Box::pin(std::future::ready(Err(error.into()))),
        }
    }
}

/// The request's fields, secrets redacted.
impl<E: Endpoint> fmt::Debug for Call<'_, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call")
            .field("endpoint", &format_args!("{}", E::spec()))
            .field("timeout", &self.options.timeout)
            .field("retry", &self.options.retry)
            .finish_non_exhaustive()
    }
}

impl<E: Endpoint> IntoFuture for Call<'_, E> {
    type Output = Result<E::Response, Error>;
    type IntoFuture = CallFuture<E>;

    fn into_future(self) -> CallFuture<E> {
        CallFuture { execution: self.start(), request: self.request }
    }
}

/// A call under way. It borrows nothing, so that it can be spawned.
#[must_use = "futures do nothing unless they are polled"]
pub struct CallFuture<E> {
    execution: Execution,
    /// Kept for its secrets, which an error must not repeat.
    request: E,
}

/// Nothing in it is ever pinned.
impl<E> Unpin for CallFuture<E> {}

impl<E: Endpoint> Future for CallFuture<E> {
    type Output = Result<E::Response, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let reply = ready!(self.execution.as_mut().poll(context))?;
        let mut response = E::Response::empty();
        let outcome = decode(E::spec(), &self.request, reply, &mut response);
        Poll::Ready(outcome.map(|()| response))
    }
}

impl<E> fmt::Debug for CallFuture<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CallFuture").finish_non_exhaustive()
    }
}

/// A call whose answer is wanted as it comes; made by [`Call::raw`].
#[must_use = "a call does nothing until it is awaited"]
#[derive(Debug)]
pub struct RawCall<'c, E: Endpoint> {
    call: Call<'c, E>,
}

impl<E: Endpoint> RawCall<'_, E> {
    /// Makes the call and waits for its answer. This blocks the thread: in async code write `.await`.
    ///
    /// # Errors
    /// As [`Call::wait`], but no status is an error.
    #[cfg(feature = "blocking")]
    pub fn wait(self) -> Result<RawResponse, Error> {
        crate::blocking::wait(E::spec(), self.into_future())
    }
}

impl<E: Endpoint> IntoFuture for RawCall<'_, E> {
    type Output = Result<RawResponse, Error>;
    type IntoFuture = RawCallFuture;

    fn into_future(self) -> RawCallFuture {
        RawCallFuture { execution: self.call.start() }
    }
}

/// A raw call under way.
#[must_use = "futures do nothing unless they are polled"]
pub struct RawCallFuture {
    execution: Execution,
}

impl Future for RawCallFuture {
    type Output = Result<RawResponse, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let reply = ready!(self.execution.as_mut().poll(context))?;
        Poll::Ready(Ok(RawResponse {
            status: reply.status,
            headers: reply.headers,
            body: reply.body,
        }))
    }
}

impl fmt::Debug for RawCallFuture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RawCallFuture").finish_non_exhaustive()
    }
}

/// An answer as it came.
#[derive(Clone)]
#[non_exhaustive]
pub struct RawResponse {
    /// The HTTP status, any.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// The body. It may hold secrets.
    pub body: Bytes,
}

/// Shows neither headers nor body.
impl fmt::Debug for RawResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RawResponse")
            .field("status", &self.status)
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish_non_exhaustive()
    }
}

impl CallOptions {
    /// Lays the caller's headers over `headers`.
    pub(crate) fn apply(
        &self,
        endpoint: &'static crate::endpoint::EndpointSpec,
        headers: &mut HeaderMap,
    ) -> Result<(), RequestError> {
        if let Some(problem) = &self.bad_header {
            return Err(RequestError::new(endpoint, problem.clone()));
        }
        for (name, value) in &self.headers {
            headers.insert(name.clone(), value.clone());
        }
        Ok(())
    }
}
