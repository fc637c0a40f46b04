//! A fetch in flight, and how lookups wait for it.

use std::{sync::Arc, time::Duration};

use tokio::{
    runtime::{Handle, Id},
    sync::watch,
    time::{Instant, timeout},
};

use crate::{
    Error,
    error::{RequestError, TransportError, TransportKind},
    schema::EndpointSpec,
};

/// How a fetch ended; its value is in the cache.
pub(super) type FetchResult = Result<(), Arc<Error>>;

/// What is fetched, and how long a lookup waits for it.
#[derive(Clone, Copy)]
pub(crate) struct FetchSpec {
    /// The endpoint that errors name.
    pub(crate) endpoint: &'static EndpointSpec,
    pub(crate) timeout: Duration,
}

impl FetchSpec {
    pub(super) fn error(self, kind: TransportKind) -> Arc<Error> {
        Arc::new(TransportError::without_response(self.endpoint, kind).into())
    }

    /// Returns the runtime to fetch on.
    pub(super) fn runtime(self) -> Result<Handle, Arc<Error>> {
        let problem = "the call must be made from within a tokio runtime";
        Handle::try_current()
            .map_err(|_| Arc::new(RequestError::new(self.endpoint, problem).into()))
    }
}

/// A fetch that any number of lookups on one runtime wait for.
#[derive(Clone)]
pub(super) struct InFlight {
    /// The runtime that drives the fetch.
    pub(super) runtime: Id,
    /// Later fetches have higher numbers.
    pub(super) number: u64,
    pub(super) result: watch::Receiver<Option<FetchResult>>,
    pub(super) started: Instant,
    pub(super) timeout: Duration,
}

impl InFlight {
    /// Whether the fetch has exceeded its timeout, as it does if its runtime is no longer driven.
    pub(super) fn is_overdue(&self) -> bool {
        self.started.elapsed() >= self.timeout
    }

    /// Waits until the fetch ends, for up to `max_wait` from its start if that is given.
    ///
    /// Returns its error if the lookup waited to the end. `None` if the fetch succeeded or was aborted
    /// or overdue, or if `max_wait` has passed.
    pub(super) async fn wait(
        mut self,
        spec: FetchSpec,
        max_wait: Option<Duration>,
    ) -> Option<Arc<Error>> {
        let elapsed = self.started.elapsed();
        if let Some(max_wait) = max_wait {
            let remaining = max_wait.saturating_sub(elapsed);
            if !remaining.is_zero() {
                // The next evaluation sees the outcome.
                let _ = timeout(remaining, self.ended()).await;
            }
            return None;
        }
        let remaining = self.timeout.saturating_sub(elapsed);
        match timeout(remaining.min(spec.timeout), self.ended()).await {
            Ok(result) => result?.err(),
            Err(_) if remaining <= spec.timeout => None,
            // The fetch may take longer than this lookup may wait.
            Err(_) => Some(spec.error(TransportKind::Timeout)),
        }
    }

    /// Resolves when the fetch ends; to `None` if it is aborted.
    async fn ended(&mut self) -> Option<FetchResult> {
        self.result.wait_for(Option::is_some).await.ok()?.clone()
    }
}
