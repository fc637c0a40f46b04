//! A shared value that is fetched once for all concurrent callers on a runtime.
//!
//! What a lookup does depends on the state of the value, which the caller's [`Freshness`] decides, and
//! on how the last fetch ended. [`State`] implements this table:
//!
//! | state | a lookup | fetch succeeds | fetch fails | fetch is aborted |
//! |---|---|---|---|---|
//! | empty, or expired | waits for a fetch | fresh | failed | unchanged; waiting lookups retry |
//! | failed, for `ERROR_TTL` (1 s) | returns the error, or waits for a fetch if one is in flight | fresh | failed | unchanged |
//! | fresh | returns the value | fresh | fresh | fresh |
//! | stale | waits for a fetch, up to `max_wait`, then returns the newest value | fresh | stale; no fetch for `RETRY_COOLDOWN` (10 s) | stale; no background fetch for `ERROR_TTL` |
//! | incomplete | waits for a fetch, one per `refetch_interval`, else returns the value | fresh | returns the error, for `refetch_interval` and at most `RETRY_COOLDOWN` | incomplete |
//!
//! "Waits for a fetch" joins the one in flight on the same runtime or starts one. A fetch is a task of
//! the runtime that started it: dropping a caller does not affect the others, and a fetch whose runtime
//! shuts down is aborted. A fetch that exceeds its timeout is overdue: the next lookup that waits starts
//! a new one.
//!
//! A lookup never waits for a fetch of another runtime, which may not be driven: a current-thread runtime
//! between two calls of `block_on`, or one whose thread is blocked by `wait`. So each runtime may have a
//! fetch in flight. A value or a failure is shared by all of them, so that no runtime fetches again what
//! another one has just fetched. A stale value with a `max_wait` of zero is the exception: its lookup does
//! not wait, so one background fetch is enough for all runtimes.
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

    /// Whether the value was requested at `started` or later.
    pub(crate) fn is_requested_since(&self, started: Instant) -> bool {
        self.lock().entry.as_ref().is_some_and(|entry| entry.is_requested_since(started))
    }

    /// Lets the next lookup of an incomplete value start a fetch, whenever the last one was.
    pub(crate) fn allow_refetch(&self) {
        self.lock().refetched_at = None;
    }

    /// Orders caches for eviction: those with a fetch in flight and those with newer values last.
    #[cfg(feature = "b2b")]
    pub(crate) fn eviction_rank(&self) -> (bool, Option<Instant>) {
        let state = self.lock();
        (state.has_live_fetch(), state.entry.as_ref().map(|entry| entry.requested_at))
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
                let caller = Handle::try_current().ok().map(|runtime| runtime.id());
                progress.has_waited |= caller.is_none();
                let step = state.evaluate(current, &progress, caller, Instant::now());
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
                    state.forget_fetch(runtime.id());
                }
                let joined = state.joinable_fetch(runtime.id(), max_wait).cloned();
                if let (Freshness::Incomplete { refetch_interval }, None) = (current, &joined) {
                    state.record_refetch(refetch_interval, Instant::now());
                }
                (joined.unwrap_or_else(|| self.start(state, &runtime, spec, &fetch)), max_wait)
            };
            progress.has_waited |= max_wait.is_some();
            progress.error = in_flight.wait(spec, max_wait).await;
        }
    }

    /// Starts a fetch as a separate task of `runtime`.
    fn start<F>(
        self: &Arc<Self>,
        mut state: MutexGuard<'_, State<T>>,
        runtime: &Handle,
        spec: FetchSpec,
        fetch: impl Fn() -> F,
    ) -> InFlight
    where
        F: Future<Output = Result<T, Error>> + Send + 'static,
    {
        let (sender, result) = watch::channel(None);
        let started = Instant::now();
        let in_flight = state.start(runtime.id(), result, started, spec.timeout);
        drop(state);
        let number = in_flight.number;
        let guard = FetchGuard { cache: self.clone(), sender, number, started, spec };
        let fetched = fetch();
        runtime.spawn(async move {
            // The runtime may not have been driven until the fetch was overdue or another runtime had
            // fetched the value.
            if guard.is_needed() {
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
    fn is_needed(&self) -> bool {
        self.cache.lock().needs_fetch(self.number, self.started) && self.is_in_time()
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
