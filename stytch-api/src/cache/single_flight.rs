//! A shared value that is fetched once for all concurrent callers.
//!
//! What a lookup does depends on the state of the value, which the caller's [`Freshness`] decides, and
//! on how the last fetch ended. [`State`] implements this table:
//!
//! | state | a lookup | fetch succeeds | fetch fails | fetch is aborted |
//! |---|---|---|---|---|
//! | empty, or expired | waits for a fetch | fresh | failed | unchanged; waiting lookups retry |
//! | failed, for `ERROR_TTL` (1 s) | returns the error, or waits for a fetch in flight | fresh | failed | unchanged |
//! | fresh | returns the value | fresh | fresh | fresh |
//! | stale | waits for a fetch, up to `max_wait`, then returns the newest value | fresh | stale; no fetch for `RETRY_COOLDOWN` (10 s) | stale; no background fetch for `ERROR_TTL` |
//! | incomplete | waits for a fetch, one per `refetch_interval`, else returns the value | fresh | returns the error, for `refetch_interval` and at most `RETRY_COOLDOWN` | incomplete |
//!
//! "Waits for a fetch" joins the one in flight or starts one. A fetch is a task of the runtime that
//! started it: dropping a caller does not affect the others, and a fetch whose runtime shuts down is
//! aborted. A fetch that exceeds its timeout is overdue: the next lookup that waits starts a new one.
//!
//! The lock is held to evaluate and to update the state, never across a fetch. A lookup
//! evaluates the state and starts a fetch under one lock, so that it never repeats a fetch that has just
//! completed.

mod in_flight;
mod state;

use std::{
    future::Future,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use tokio::{runtime::Handle, sync::watch, time::Instant};

pub(crate) use self::{
    in_flight::FetchSpec,
    state::{Entry, Freshness},
};
use self::{
    in_flight::{FetchResult, InFlight},
    state::{MAX_ATTEMPTS, Progress, State, Step},
};
use crate::{Error, error::TransportKind};

/// How long a lookup waits for a newer value if it has an old one.
pub(crate) const STALE_WAIT: Duration = Duration::from_secs(1);

pub(crate) struct SingleFlight<T> {
    state: Mutex<State<T>>,
}

impl<T> Default for SingleFlight<T> {
    fn default() -> Self {
        Self { state: Mutex::default() }
    }
}

impl<T> SingleFlight<T> {
    /// Returns the value if it is younger than `age`.
    pub(crate) fn younger_than(&self, age: Duration) -> Option<Arc<T>> {
        let state = self.lock();
        let entry = state.entry.as_ref().filter(|entry| entry.age() < age)?;
        Some(entry.value.clone())
    }

    /// Replaces the value, as if it had just been fetched.
    pub(crate) fn put(&self, value: T) {
        let mut state = self.lock();
        state.put(Arc::new(value), Instant::now());
        state.refetched_at = None;
    }

    /// Orders caches for eviction: those with a fetch in flight and those with newer values last.
    #[cfg(feature = "b2b")]
    pub(crate) fn eviction_rank(&self) -> (bool, Option<Instant>) {
        let state = self.lock();
        (state.live_fetch().is_some(), state.entry.as_ref().map(|entry| entry.requested_at))
    }

    fn lock(&self) -> MutexGuard<'_, State<T>> {
        // Nothing that can panic runs under the lock.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<T: Send + Sync + 'static> SingleFlight<T> {
    /// Returns the value: the cached one if its `freshness` allows, or one from a shared fetch.
    ///
    /// # Errors
    /// The error of the fetch, shared by all callers that waited for it.
    pub(crate) async fn get<F>(
        self: &Arc<Self>,
        spec: FetchSpec,
        freshness: impl Fn(&Entry<T>) -> Freshness,
        fetch: impl Fn() -> F,
    ) -> Result<Arc<T>, Arc<Error>>
    where
        F: Future<Output = Result<T, Error>> + Send + 'static,
    {
        let started = Instant::now();
        let freshness = |entry: &Entry<T>| {
            // A value requested after this lookup started is fresh for it, however short-lived, unless
            // the lookup was not polled for longer than its timeout.
            let is_new = entry.is_requested_since(started) && entry.age() <= spec.timeout;
            if is_new { Freshness::Fresh } else { freshness(entry) }
        };
        let mut progress = Progress::default();
        loop {
            let (in_flight, max_wait) = {
                let mut state = self.lock();
                let current = state.entry.as_ref().map_or(Freshness::Expired, &freshness);
                progress.has_waited |= Handle::try_current().is_err();
                let step = state.evaluate(current, &progress, Instant::now());
                let max_wait = match (step, &state.entry) {
                    (Step::Wait { max_wait }, _) => max_wait,
                    (Step::ReturnValue, Some(entry)) => return Ok(entry.value.clone()),
                    (Step::ReturnValue, None) | (Step::ReturnError, _) => {
                        let latest = state.failure.as_ref().map(|(error, _)| error.clone());
                        let error = progress.error.or(latest);
                        return Err(error.unwrap_or_else(|| spec.error(TransportKind::NoResponse)));
                    }
                };
                progress.attempts += 1;
                if progress.attempts > MAX_ATTEMPTS {
                    return Err(spec.error(TransportKind::NoResponse));
                }
                let runtime = spec.runtime()?;
                if progress.attempts == MAX_ATTEMPTS {
                    // The last attempt joins no other caller's fetch.
                    state.in_flight = None;
                }
                if matches!(current, Freshness::Incomplete { .. }) && state.live_fetch().is_none() {
                    state.refetched_at = Some(Instant::now());
                }
                (self.join_or_start(state, &runtime, spec, &fetch), max_wait)
            };
            progress.has_waited |= max_wait.is_some();
            progress.error = in_flight.wait(spec, max_wait).await;
        }
    }

    /// Joins the fetch in flight, or starts one as a separate task of `runtime`.
    fn join_or_start<F>(
        self: &Arc<Self>,
        mut state: MutexGuard<'_, State<T>>,
        runtime: &Handle,
        spec: FetchSpec,
        fetch: impl Fn() -> F,
    ) -> InFlight
    where
        F: Future<Output = Result<T, Error>> + Send + 'static,
    {
        if let Some(in_flight) = state.live_fetch() {
            return in_flight.clone();
        }
        let (sender, result) = watch::channel(None);
        let in_flight = InFlight { result, started: Instant::now(), timeout: spec.timeout };
        let number = state.start(in_flight.clone());
        drop(state);
        let started = in_flight.started;
        let guard = FetchGuard { cache: self.clone(), sender, number, started, spec };
        let fetched = fetch();
        runtime.spawn(async move {
            // The runtime may not have been driven until the fetch was overdue.
            if guard.is_awaited() {
                guard.complete(fetched.await.map(Arc::new).map_err(Arc::new));
            }
        });
        in_flight
    }
}

/// Ends a fetch, even if its task is aborted or panics.
struct FetchGuard<T> {
    cache: Arc<SingleFlight<T>>,
    sender: watch::Sender<Option<FetchResult>>,
    number: u64,
    started: Instant,
    spec: FetchSpec,
}

impl<T> FetchGuard<T> {
    /// Whether the fetch is neither superseded nor overdue.
    fn is_awaited(&self) -> bool {
        self.cache.lock().latest_fetch == self.number && self.is_in_time()
    }

    fn is_in_time(&self) -> bool {
        self.started.elapsed() < self.spec.timeout
    }

    fn complete(&self, result: Result<Arc<T>, Arc<Error>>) {
        let (now, is_in_time) = (Instant::now(), self.is_in_time());
        self.cache.lock().complete(self.number, self.started, is_in_time, now, &result);
        self.sender.send_replace(Some(result.map(drop)));
    }
}

impl<T> Drop for FetchGuard<T> {
    fn drop(&mut self) {
        if self.sender.borrow().is_some() {
            return;
        }
        if std::thread::panicking() {
            self.complete(Err(self.spec.error(TransportKind::NoResponse)));
        } else {
            self.cache.lock().abort(self.number, Instant::now());
        }
    }
}

#[cfg(test)]
mod tests;
