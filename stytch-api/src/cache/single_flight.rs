//! A value that many callers share and one of them fetches.
//!
//! What a lookup does depends on the state of the value, which the caller's [`Freshness`] decides, and
//! on how the last fetch ended. [`evaluate`] is this table:
//!
//! | state | a lookup | fetch succeeds | fetch fails | fetch is aborted |
//! |---|---|---|---|---|
//! | empty, or expired | waits for a fetch | fresh | failed | unchanged; waiting lookups retry |
//! | failed, for [`ERROR_TTL`] | returns the error | fresh | failed | empty |
//! | fresh | returns the value | fresh | fresh | fresh |
//! | stale | waits for a fetch, up to `max_wait`, then returns the newest value | fresh | stale; no fetch for [`RETRY_COOLDOWN`] | stale; no background fetch for [`ERROR_TTL`] |
//! | incomplete | waits for a fetch, one per `refetch_interval`, else returns the value | fresh | returns the error, for up to [`RETRY_COOLDOWN`] | incomplete |
//!
//! "Waits for a fetch" joins the one in flight or starts one. A fetch is a task of the runtime that
//! started it: a caller that is dropped takes nothing from the others, and a fetch whose runtime shuts
//! down is aborted. A fetch that exceeds its timeout counts as not in flight.
//!
//! The lock is held to evaluate and to update the state, never across a fetch. Evaluating and starting
//! a fetch is one step, so that no fetch completes in between and is repeated.

mod in_flight;

use std::{
    future::Future,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use tokio::{runtime::Handle, sync::watch, time::Instant};

pub(crate) use self::in_flight::FetchSpec;
use self::in_flight::{FetchGuard, InFlight};
use crate::{Error, error::TransportKind};

/// After a failed fetch, a stale value is returned without another fetch for this long.
const RETRY_COOLDOWN: Duration = Duration::from_secs(10);
/// After a failed fetch without a usable value, lookups return the same error for this long.
const ERROR_TTL: Duration = Duration::from_secs(1);
/// How long a lookup waits for a newer value if it has an old one.
pub(crate) const STALE_WAIT: Duration = Duration::from_secs(1);
/// How often a lookup waits for a fetch: the one it joined may have started before it, or be aborted.
const MAX_ATTEMPTS: u32 = 3;

/// Whether a caller can use the cached value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Freshness {
    Fresh,
    /// Usable unless a newer value arrives within `max_wait`.
    Stale {
        max_wait: Duration,
    },
    /// Too old to be used.
    Expired,
    /// Without the entry that the caller looks for, which a newer value may have.
    Incomplete {
        refetch_interval: Duration,
    },
}

/// A value and when it was requested: it is no newer than that.
pub(crate) struct Entry<T> {
    pub(crate) value: Arc<T>,
    requested_at: Instant,
}

impl<T> Entry<T> {
    pub(crate) fn age(&self) -> Duration {
        self.requested_at.elapsed()
    }

    pub(crate) fn is_requested_since(&self, started: Instant) -> bool {
        self.requested_at >= started
    }
}

pub(crate) struct SingleFlight<T> {
    state: Mutex<State<T>>,
}

struct State<T> {
    entry: Option<Entry<T>>,
    in_flight: Option<InFlight>,
    /// The number of the latest fetch, which supersedes those before it.
    latest_fetch: u64,
    /// The error of the latest fetch, if it failed.
    failure: Option<(Arc<Error>, Instant)>,
    /// When a fetch was last started for an incomplete value.
    refetched_at: Option<Instant>,
    /// When a fetch was last aborted because its runtime shut down.
    aborted_at: Option<Instant>,
}

/// What one lookup has done so far.
#[derive(Default)]
struct Progress {
    attempts: u32,
    has_waited: bool,
    /// The error of the fetch that it waited for.
    error: Option<Arc<Error>>,
}

/// What a lookup does next.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Step {
    ReturnValue,
    ReturnError,
    /// Waits for a fetch: to its end, or for `max_wait` from its start.
    Wait {
        max_wait: Option<Duration>,
    },
}

/// What the next step depends on; times are those that have passed since.
#[derive(Clone, Copy, Debug)]
struct Snapshot {
    freshness: Freshness,
    /// Whether the lookup may still wait for a newer value.
    can_wait: bool,
    /// Whether the fetch that the lookup waited for has failed.
    has_failed: bool,
    is_in_flight: bool,
    failure: Option<Duration>,
    refetch: Option<Duration>,
    abort: Option<Duration>,
}

/// Decides the next step of a lookup.
fn evaluate(snapshot: Snapshot) -> Step {
    let within = |since: Option<Duration>, limit| since.is_some_and(|since| since < limit);
    let failed_within = |limit| !snapshot.is_in_flight && within(snapshot.failure, limit);
    match snapshot.freshness {
        Freshness::Fresh => Step::ReturnValue,
        Freshness::Stale { max_wait } => {
            let is_cooling_down = within(snapshot.failure, RETRY_COOLDOWN);
            // Where each call has a short-lived runtime, every background fetch would be aborted.
            let is_suppressed = max_wait.is_zero() && within(snapshot.abort, ERROR_TTL);
            if snapshot.can_wait && !is_cooling_down && !is_suppressed {
                Step::Wait { max_wait: Some(max_wait) }
            } else {
                Step::ReturnValue
            }
        }
        Freshness::Expired | Freshness::Incomplete { .. } if snapshot.has_failed => {
            Step::ReturnError
        }
        Freshness::Expired if failed_within(ERROR_TTL) => Step::ReturnError,
        Freshness::Incomplete { refetch_interval }
            if failed_within(refetch_interval.min(RETRY_COOLDOWN)) =>
        {
            Step::ReturnError
        }
        Freshness::Incomplete { refetch_interval }
            if !snapshot.is_in_flight && within(snapshot.refetch, refetch_interval) =>
        {
            Step::ReturnValue
        }
        Freshness::Expired | Freshness::Incomplete { .. } => Step::Wait { max_wait: None },
    }
}

impl<T> State<T> {
    fn snapshot(&self, freshness: Freshness, progress: &Progress) -> Snapshot {
        let elapsed = |at: Instant| at.elapsed();
        Snapshot {
            freshness,
            can_wait: !progress.has_waited
                && progress.attempts < MAX_ATTEMPTS
                && Handle::try_current().is_ok(),
            has_failed: progress.error.is_some(),
            // An overdue fetch counts here, so that it is replaced instead of reported as failed.
            is_in_flight: self.in_flight.is_some(),
            failure: self.failure.as_ref().map(|(_, at)| at.elapsed()),
            refetch: self.refetched_at.map(elapsed),
            abort: self.aborted_at.map(elapsed),
        }
    }

    /// Returns the fetch in flight, unless it has exceeded its timeout.
    fn live_fetch(&self) -> Option<&InFlight> {
        self.in_flight.as_ref().filter(|in_flight| !in_flight.is_overdue())
    }
}

impl<T> Default for SingleFlight<T> {
    fn default() -> Self {
        let state = State {
            entry: None,
            in_flight: None,
            latest_fetch: 0,
            failure: None,
            refetched_at: None,
            aborted_at: None,
        };
        Self { state: Mutex::new(state) }
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
        state.entry = Some(Entry { value: Arc::new(value), requested_at: Instant::now() });
        state.failure = None;
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
                let max_wait = match (evaluate(state.snapshot(current, &progress)), &state.entry) {
                    (Step::ReturnValue, Some(entry)) => return Ok(entry.value.clone()),
                    (Step::ReturnError, _) => {
                        let latest = state.failure.as_ref().map(|(error, _)| error.clone());
                        let error = progress.error.or(latest);
                        return Err(error.unwrap_or_else(|| spec.error(TransportKind::NoResponse)));
                    }
                    // Without an entry, the value is expired and never returned.
                    (Step::ReturnValue, None) => None,
                    (Step::Wait { max_wait }, _) => max_wait,
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
                if let Freshness::Incomplete { .. } = current
                    && state.live_fetch().is_none()
                {
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
        state.in_flight = Some(in_flight.clone());
        state.latest_fetch += 1;
        let number = state.latest_fetch;
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

#[cfg(test)]
mod tests;
