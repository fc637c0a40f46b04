//! A typed call of an endpoint.

use std::{
    fmt,
    future::{Future, IntoFuture},
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, ready},
};

use crate::{
    Error,
    client::{
        inner::Inner,
        options::{CallOptions, option_setters},
        pages::{Items, Pages},
        raw::RawCall,
        send::{self, ResponseFuture, decode_response},
    },
    http::pool::Connections,
    schema::{Endpoint, Object, Paginated},
};
#[cfg(feature = "verify")]
use crate::{error::ReadError, http::limiter::Pacing};

/// A call of one endpoint, made when it is awaited.
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
/// Without tokio, enable feature `blocking` and write `.wait()` instead of `.await`.
#[must_use = "a call does nothing until it is awaited; write `.await?`"]
pub struct Call<'c, E> {
    inner: &'c Arc<Inner>,
    request: E,
    options: CallOptions,
}

impl<'c, E: Endpoint> Call<'c, E> {
    pub(super) fn new(inner: &'c Arc<Inner>, request: E) -> Self {
        Self { inner, request, options: CallOptions::default() }
    }

    #[cfg(feature = "bulk")]
    pub(crate) fn with_options(inner: &'c Arc<Inner>, request: E, options: CallOptions) -> Self {
        Self { inner, request, options }
    }

    option_setters!();

    /// Returns the response undecoded, with any status.
    pub fn raw(self) -> RawCall<'c, E> {
        RawCall::new(self.inner, self.request, self.options)
    }

    /// Reads the results page by page, starting at the request's `cursor`: a stream of responses.
    ///
    /// Timeout, retries and headers set on the call apply to each page separately. See [`Pages`].
    pub fn pages(self) -> Pages<E>
    where
        E: Paginated,
    {
        Pages::new(self.inner.clone(), self.request, self.options)
    }

    /// Reads the items of all pages, starting at the request's `cursor`: a stream of items.
    ///
    /// Timeout, retries and headers set on the call apply to each page separately.
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

    /// Makes the call and blocks the thread until it completes. In async code, write `.await`.
    ///
    /// # Errors
    /// The same as `.await`.
    #[cfg(feature = "blocking")]
    pub fn wait(self) -> Result<E::Response, Error> {
        crate::client::blocking::wait_for_call(E::spec(), self.start(Connections::Blocking))
    }

    /// Sets which limits the call waits for.
    #[cfg(feature = "verify")]
    pub(crate) fn pacing(mut self, pacing: Pacing) -> Self {
        self.options.pacing = pacing;
        self
    }

    /// Starts the call with the connection pool of the runtime that will poll the future.
    pub(crate) fn start(self, connections: Connections) -> CallFuture<E> {
        let Self { inner, request, options } = self;
        let response = send::start(inner, E::spec(), &request, &options, connections);
        CallFuture { response, inner: inner.clone(), request, options }
    }

    /// Starts the call, and decodes the body of a 2xx response with `decode` instead of its table.
    ///
    /// # Errors
    /// Those of the call; `Error::Decode`, with the whole body, if `decode` fails.
    #[cfg(feature = "verify")]
    pub(crate) async fn start_with<T>(
        self,
        connections: Connections,
        decode: impl FnOnce(&[u8]) -> Result<T, ReadError>,
    ) -> Result<T, Error> {
        let Self { inner, request, options } = self;
        let mut response = send::start(inner, E::spec(), &request, &options, connections);
        let received = ((&mut response).await?, &response.span);
        send::decode_body(inner, E::spec(), &request, &options, received, |_, body| decode(body))
    }
}

/// Shows the endpoint and the options, not the request.
impl<E: Endpoint> fmt::Debug for Call<'_, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.options.fmt_call("Call", E::spec(), f)
    }
}

impl<E: Endpoint> IntoFuture for Call<'_, E> {
    type Output = Result<E::Response, Error>;
    type IntoFuture = CallFuture<E>;

    fn into_future(self) -> CallFuture<E> {
        self.start(Connections::Async)
    }
}

/// The future of a [`Call`]. It borrows nothing, so it can be spawned.
#[must_use = "futures do nothing unless they are polled"]
pub struct CallFuture<E> {
    response: ResponseFuture,
    // These hold the call's secrets, which are redacted from error messages.
    inner: Arc<Inner>,
    request: E,
    options: CallOptions,
}

// No field is structurally pinned.
impl<E> Unpin for CallFuture<E> {}

impl<E: Endpoint> Future for CallFuture<E> {
    type Output = Result<E::Response, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let raw = ready!(Pin::new(&mut self.response).poll(context))?;
        let mut decoded = E::Response::empty();
        let Self { response, inner, request, options } = &*self;
        let received = (raw, &response.span);
        let result = decode_response(inner, E::spec(), request, options, received, &mut decoded);
        Poll::Ready(result.map(|()| decoded))
    }
}

impl<E> fmt::Debug for CallFuture<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CallFuture").finish_non_exhaustive()
    }
}
