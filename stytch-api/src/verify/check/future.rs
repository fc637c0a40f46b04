//! The future of a check.

use std::{
    fmt,
    future::Future,
    pin::Pin,
    task::{Context, Poll},
};

use crate::Error;

/// The future of a check. It borrows nothing, so it can be spawned.
#[must_use = "futures do nothing unless they are polled"]
pub struct CheckFuture<T>(State<T>);

enum State<T> {
    /// Decided with cached data; `None` once the result has been returned.
    Decided(Option<Result<T, Error>>),
    Pending(Pin<Box<dyn Future<Output = Result<T, Error>> + Send>>),
}

impl<T> CheckFuture<T> {
    pub(super) fn decided(result: Result<T, Error>) -> Self {
        Self(State::Decided(Some(result)))
    }

    pub(super) fn pending(check: impl Future<Output = Result<T, Error>> + Send + 'static) -> Self {
        Self(State::Pending(Box::pin(check)))
    }
}

#[cfg(feature = "blocking")]
impl<T: Send + 'static> CheckFuture<T> {
    /// Blocks the thread until the check is decided.
    pub(super) fn wait(self) -> Result<T, Error> {
        match self.0 {
            State::Decided(Some(result)) => result,
            state @ (State::Decided(None) | State::Pending(_)) => {
                crate::client::blocking::wait_for_check(Self(state))
            }
        }
    }
}

// No field is structurally pinned.
impl<T> Unpin for CheckFuture<T> {}

impl<T> Future for CheckFuture<T> {
    type Output = Result<T, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        match &mut self.0 {
            State::Decided(result) => {
                Poll::Ready(result.take().expect("`CheckFuture` polled after completion"))
            }
            State::Pending(check) => check.as_mut().poll(context),
        }
    }
}

impl<T> fmt::Debug for CheckFuture<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CheckFuture").finish_non_exhaustive()
    }
}
