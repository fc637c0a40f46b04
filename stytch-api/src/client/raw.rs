//! A call that returns the raw response.

use std::{
    fmt,
    future::{Future, IntoFuture},
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
};

use crate::{
    Error,
    client::{
        inner::Inner,
        options::{CallOptions, option_setters},
        send::{self, ResponseFuture},
    },
    http::{attempt::RawResponse, pool::Connections},
    schema::Endpoint,
};

/// A call that returns the response undecoded; created by [`Call::raw`](crate::Call::raw).
#[must_use = "a call does nothing until it is awaited; write `.await?`"]
pub struct RawCall<'c, E: Endpoint> {
    inner: &'c Arc<Inner>,
    request: E,
    options: CallOptions,
}

impl<'c, E: Endpoint> RawCall<'c, E> {
    pub(super) fn new(inner: &'c Arc<Inner>, request: E, options: CallOptions) -> Self {
        Self { inner, request, options }
    }

    option_setters!();

    /// Makes the call and blocks the thread until it completes. In async code, write `.await`.
    ///
    /// # Errors
    /// The same as [`Call::wait`](crate::Call::wait), except that no status is an error.
    #[cfg(feature = "blocking")]
    pub fn wait(self) -> Result<RawResponse, Error> {
        crate::client::blocking::wait_for_call(E::spec(), self.start(Connections::Blocking))
    }

    fn start(&self, connections: Connections) -> RawCallFuture {
        let response =
            send::start(self.inner, E::spec(), &self.request, &self.options, connections);
        RawCallFuture { response }
    }
}

/// Shows the endpoint and the options, not the request.
impl<E: Endpoint> fmt::Debug for RawCall<'_, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.options.fmt_call("RawCall", E::spec(), f)
    }
}

impl<E: Endpoint> IntoFuture for RawCall<'_, E> {
    type Output = Result<RawResponse, Error>;
    type IntoFuture = RawCallFuture;

    fn into_future(self) -> RawCallFuture {
        self.start(Connections::Async)
    }
}

/// The future of a [`RawCall`]. It borrows nothing, so it can be spawned.
#[must_use = "futures do nothing unless they are polled"]
pub struct RawCallFuture {
    response: ResponseFuture,
}

impl Future for RawCallFuture {
    type Output = Result<RawResponse, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        Pin::new(&mut self.response).poll(context)
    }
}

impl fmt::Debug for RawCallFuture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RawCallFuture").finish_non_exhaustive()
    }
}
