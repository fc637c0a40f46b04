//! A call: a value until it is awaited.

use std::{
    fmt,
    future::{Future, IntoFuture},
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, ready},
    time::Duration,
};

use bytes::Bytes;
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};

use crate::{
    Client, Error, Items, Pages, RetryPolicy,
    client::{
        Inner,
        send::{Execution, Limits, decode, execute},
    },
    error::RequestError,
    http::pool::Connections,
    schema::{Endpoint, EndpointSpec, Object, Paginated},
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

/// Headers that HTTP itself is framed with: another value would cut the body or the connection.
const FRAMING: [&str; 9] = [
    "connection",
    "content-length",
    "expect",
    "host",
    "keep-alive",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

/// What a call has that differs from the client's defaults.
#[derive(Default)]
pub(crate) struct CallOptions {
    limits: Limits,
    headers: HeaderMap,
    /// Why a header was refused.
    refused: Option<&'static str>,
}

impl<'c, E: Endpoint> Call<'c, E> {
    pub(crate) fn new(client: &'c Client, request: E) -> Self {
        Self { client, request, options: CallOptions::default() }
    }

    /// Limits the whole call, retries and their waits included; the client's default is 30 s.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.options.timeout(timeout);
        self
    }

    /// Sets how often the call is tried after the first time, the client's policy otherwise kept.
    pub fn retries(mut self, retries: u32) -> Self {
        self.options.retries(self.client, retries);
        self
    }

    /// Sets how the call is tried again.
    pub fn retry_policy(mut self, policy: RetryPolicy) -> Self {
        self.options.retry_policy(policy);
        self
    }

    /// Adds a header, in place of one of the same name. One that is no header, or that HTTP frames its
    /// messages with (`Content-Length`, `Host` and their like), fails the call before anything is sent.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.options.header(name, value);
        self
    }

    /// Asks for the answer as it came, whatever its status: nothing is decoded.
    pub fn raw(self) -> RawCall<'c, E> {
        RawCall { call: self }
    }

    /// Reads the answer page by page, from the request's `cursor` on: a stream of answers, as
    /// [`Pages`] shows. What is set on the call (timeout, retries, headers) holds for each page by
    /// itself.
    pub fn pages(self) -> Pages<E>
    where
        E: Paginated,
    {
        Pages::new(self.client.clone(), self.request, self.options)
    }

    /// Reads what all pages hold, from the request's `cursor` on: a stream of items. What is set on
    /// the call (timeout, retries, headers) holds for each page by itself.
    ///
    /// ```no_run
    /// # async fn run(client: stytch_api::Client) -> Result<(), stytch_api::Error> {
    /// use stytch_api::b2b::organizations::SearchRequest;
    ///
    /// let mut organizations = client.b2b().organizations().search(SearchRequest::new()).items();
    /// while let Some(organization) = organizations.next().await {
    ///     println!("{}", organization?.organization_name);
    /// }
    /// # Ok(()) }
    /// ```
    pub fn items(self) -> Items<E>
    where
        E: Paginated,
    {
        Items::new(self.pages())
    }

    /// Makes the call and waits for its answer. This blocks the thread: in async code write `.await`.
    ///
    /// # Errors
    /// As `.await`.
    #[cfg(feature = "blocking")]
    pub fn wait(self) -> Result<E::Response, Error> {
        crate::client::blocking::wait(E::spec(), self.start(Connections::Blocking))
    }

    /// The call under way, over connections that live where it will be driven.
    pub(crate) fn start(self, connections: Connections) -> CallFuture<E> {
        let inner = self.client.inner().clone();
        let execution = self.execution(connections);
        CallFuture { execution, inner, request: self.request }
    }

    fn execution(&self, connections: Connections) -> Execution {
        self.options.execution(self.client, E::spec(), &self.request, connections)
    }
}

/// Shows the endpoint and how it is called, not the request.
impl<E: Endpoint> fmt::Debug for Call<'_, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.options.show("Call", E::spec(), f)
    }
}

impl<E: Endpoint> IntoFuture for Call<'_, E> {
    type Output = Result<E::Response, Error>;
    type IntoFuture = CallFuture<E>;

    fn into_future(self) -> CallFuture<E> {
        self.start(Connections::Async)
    }
}

/// A call under way. It borrows nothing, so that it can be spawned.
#[must_use = "futures do nothing unless they are polled"]
pub struct CallFuture<E> {
    execution: Execution,
    // Kept for their secrets, which an error must not repeat.
    inner: Arc<Inner>,
    request: E,
}

/// Nothing in it is ever pinned.
impl<E> Unpin for CallFuture<E> {}

impl<E: Endpoint> Future for CallFuture<E> {
    type Output = Result<E::Response, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let reply = ready!(self.execution.as_mut().poll(context))?;
        let mut response = E::Response::empty();
        let outcome = decode(E::spec(), &self.inner, &self.request, reply, &mut response);
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
        let execution = self.call.execution(Connections::Blocking);
        crate::client::blocking::wait(E::spec(), RawCallFuture { execution })
    }
}

impl<E: Endpoint> IntoFuture for RawCall<'_, E> {
    type Output = Result<RawResponse, Error>;
    type IntoFuture = RawCallFuture;

    fn into_future(self) -> RawCallFuture {
        RawCallFuture { execution: self.call.execution(Connections::Async) }
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
    pub(crate) fn timeout(&mut self, timeout: Duration) {
        self.limits.timeout = Some(timeout);
    }

    pub(crate) fn retries(&mut self, client: &Client, retries: u32) {
        let policy = self.limits.retry.take().unwrap_or_else(|| client.inner().retry.clone());
        self.limits.retry = Some(policy.retries(retries));
    }

    pub(crate) fn retry_policy(&mut self, policy: RetryPolicy) {
        self.limits.retry = Some(policy);
    }

    pub(crate) fn header(&mut self, name: &str, value: &str) {
        // Neither name nor value is quoted: they may have been swapped.
        match (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_str(value)) {
            (Err(_), _) => self.refused = Some("an added header's name is invalid"),
            (_, Err(_)) => self.refused = Some("an added header's value is invalid"),
            (Ok(name), _) if FRAMING.contains(&name.as_str()) => {
                self.refused = Some("an added header is one that HTTP frames messages with");
            }
            (Ok(name), Ok(mut value)) => {
                // Nobody knows what a caller puts there.
                value.set_sensitive(true);
                self.headers.insert(name, value);
            }
        }
    }

    /// The call of `endpoint` under way, up to its whole answer.
    pub(crate) fn execution(
        &self,
        client: &Client,
        endpoint: &'static EndpointSpec,
        request: &dyn Object,
        connections: Connections,
    ) -> Execution {
        let inner = client.inner();
        match client.prepare(endpoint, request, self) {
            Ok(prepared) => {
                let (http, limits) = (inner.http(connections), self.limits.clone());
                Box::pin(execute(inner.clone(), http, prepared, limits))
            }
            Err(error) => Box::pin(std::future::ready(Err(error.into()))),
        }
    }

    /// Lays the caller's headers over `headers`.
    pub(crate) fn apply(
        &self,
        endpoint: &'static EndpointSpec,
        headers: &mut HeaderMap,
    ) -> Result<(), RequestError> {
        if let Some(problem) = self.refused {
            return Err(RequestError::new(endpoint, problem));
        }
        for (name, value) in &self.headers {
            headers.insert(name.clone(), value.clone());
        }
        Ok(())
    }

    /// What `Debug` of a call shows.
    pub(crate) fn show(
        &self,
        name: &str,
        endpoint: &EndpointSpec,
        f: &mut fmt::Formatter<'_>,
    ) -> fmt::Result {
        f.debug_struct(name)
            .field("endpoint", &format_args!("{endpoint}"))
            .field("timeout", &self.limits.timeout)
            .field("retry", &self.limits.retry)
            .finish_non_exhaustive()
    }
}
