//! The states of a cached value and the transitions between them. Pure: the time is an argument.

use std::{sync::Arc, time::Duration};

use tokio::{runtime::Id, sync::watch, time::Instant};

use super::in_flight::{FetchResult, InFlight};
use crate::Error;

/// After a failed fetch, a stale value is returned without another fetch for this long.
const RETRY_COOLDOWN: Duration = Duration::from_secs(10);
/// After a failed fetch without a usable value, lookups return the same error for this long.
const ERROR_TTL: Duration = Duration::from_secs(1);
/// How often a lookup waits for a fetch: the one it joined may have started before it, or be aborted.
pub(super) const MAX_ATTEMPTS: u32 = 3;

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
    /// The value does not contain what the caller looks for; a newer value may.
    Incomplete {
        refetch_interval: Duration,
    },
}

/// A value and the time when it was requested.
pub(crate) struct Entry<T> {
    pub(crate) value: Arc<T>,
    pub(super) requested_at: Instant,
}

impl<T> Entry<T> {
    pub(crate) fn age(&self) -> Duration {
        self.requested_at.elapsed()
    }

    pub(crate) fn is_requested_since(&self, started: Instant) -> bool {
        self.requested_at >= started
    }
}

/// What one lookup has done so far.
#[derive(Default)]
pub(super) struct Progress {
    pub(super) attempts: u32,
    /// Whether the lookup has waited for a newer value, or cannot wait because there is no runtime.
    pub(super) has_waited: bool,
    /// The error of the fetch that the lookup waited for.
    pub(super) error: Option<Arc<Error>>,
}

/// What a lookup does next.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Step {
    ReturnValue,
    ReturnError,
    /// Waits for a fetch: to its end, or for `max_wait` from its start.
    Wait {
        max_wait: Option<Duration>,
    },
}

pub(super) struct State<T> {
    pub(super) entry: Option<Entry<T>>,
    /// The fetches in flight, at most one per runtime.
    pub(super) in_flight: Vec<InFlight>,
    /// The number of the latest fetch.
    pub(super) latest_fetch: u64,
    /// The error of the fetch that ended last, if it failed.
    pub(super) failure: Option<(Arc<Error>, Instant)>,
    /// The start of the current `refetch_interval`: when its first fetch for an incomplete value was started.
    pub(super) refetched_at: Option<Instant>,
    /// When a fetch was last aborted because its runtime shut down.
    pub(super) aborted_at: Option<Instant>,
}

impl<T> Default for State<T> {
    fn default() -> Self {
        Self {
            entry: None,
            in_flight: Vec::new(),
            latest_fetch: 0,
            failure: None,
            refetched_at: None,
            aborted_at: None,
        }
    }
}

impl<T> State<T> {
    /// Decides the next step of a lookup for which the value is `freshness`. `caller` is the runtime of
    /// the lookup, if it has one.
    pub(super) fn evaluate(
        &self,
        freshness: Freshness,
        progress: &Progress,
        caller: Option<Id>,
        now: Instant,
    ) -> Step {
        let within = |at: Option<Instant>, limit| at.is_some_and(|at| now - at < limit);
        let failed_at = self.failure.as_ref().map(|(_, at)| *at);
        // An overdue fetch is not idle: it is replaced, not reported as failed.
        let is_idle = !self.in_flight.iter().any(|in_flight| Some(in_flight.runtime) == caller);
        match freshness {
            Freshness::Fresh => Step::ReturnValue,
            Freshness::Stale { max_wait } => {
                let can_wait = !progress.has_waited && progress.attempts < MAX_ATTEMPTS;
                let is_cooling_down = within(failed_at, RETRY_COOLDOWN);
                // Where each call has a short-lived runtime, every background fetch would be aborted.
                let is_suppressed = max_wait.is_zero() && within(self.aborted_at, ERROR_TTL);
                if can_wait && !is_cooling_down && !is_suppressed {
                    Step::Wait { max_wait: Some(max_wait) }
                } else {
                    Step::ReturnValue
                }
            }
            Freshness::Expired | Freshness::Incomplete { .. } if progress.error.is_some() => {
                Step::ReturnError
            }
            Freshness::Expired if is_idle && within(failed_at, ERROR_TTL) => Step::ReturnError,
            Freshness::Incomplete { refetch_interval }
                if is_idle && within(failed_at, refetch_interval.min(RETRY_COOLDOWN)) =>
            {
                Step::ReturnError
            }
            Freshness::Incomplete { refetch_interval }
                if is_idle
                    && within(self.refetched_at, refetch_interval)
                    && !self.is_refetched_elsewhere() =>
            {
                Step::ReturnValue
            }
            Freshness::Expired | Freshness::Incomplete { .. } => Step::Wait { max_wait: None },
        }
    }

    /// Whether an incomplete value is being fetched by other runtimes, none of which has succeeded yet.
    fn is_refetched_elsewhere(&self) -> bool {
        let is_stored = self
            .entry
            .as_ref()
            .zip(self.refetched_at)
            .is_some_and(|(entry, refetched_at)| entry.is_requested_since(refetched_at));
        !self.in_flight.is_empty() && !is_stored
    }

    /// Records that a fetch for an incomplete value starts. One that only runs alongside another runtime's
    /// does not extend the interval: otherwise, the runtimes could keep each other fetching.
    pub(super) fn record_refetch(&mut self, refetch_interval: Duration, now: Instant) {
        if self.refetched_at.is_none_or(|at| now - at >= refetch_interval) {
            self.refetched_at = Some(now);
        }
    }

    /// Whether a fetch is in flight that has not exceeded its timeout.
    #[cfg(feature = "b2b")]
    pub(super) fn has_live_fetch(&self) -> bool {
        self.in_flight.iter().any(|in_flight| !in_flight.is_overdue())
    }

    /// Returns the fetch that a lookup on `runtime` joins: one that its own runtime drives, or any if the
    /// lookup does not wait for it.
    pub(super) fn joinable_fetch(
        &self,
        runtime: Id,
        max_wait: Option<Duration>,
    ) -> Option<&InFlight> {
        let is_joinable = |in_flight: &&InFlight| {
            let is_driven = in_flight.runtime == runtime || max_wait == Some(Duration::ZERO);
            is_driven && !in_flight.is_overdue()
        };
        self.in_flight.iter().find(is_joinable)
    }

    /// Records a new fetch, which replaces the runtime's previous one.
    pub(super) fn start(
        &mut self,
        runtime: Id,
        result: watch::Receiver<Option<FetchResult>>,
        started: Instant,
        timeout: Duration,
    ) -> InFlight {
        self.forget_fetch(runtime);
        self.in_flight.retain(|in_flight| !in_flight.is_overdue());
        self.latest_fetch += 1;
        let in_flight = InFlight { runtime, number: self.latest_fetch, result, started, timeout };
        self.in_flight.push(in_flight.clone());
        in_flight
    }

    /// Makes later lookups on `runtime` start a new fetch. Lookups that wait for the old one keep waiting.
    pub(super) fn forget_fetch(&mut self, runtime: Id) {
        self.in_flight.retain(|in_flight| in_flight.runtime != runtime);
    }

    /// Whether the fetch `number`, which has not been sent yet, is still needed: it has not been replaced
    /// on its runtime, and no later fetch has stored a value.
    pub(super) fn needs_fetch(&self, number: u64, started: Instant) -> bool {
        let is_stored = self.entry.as_ref().is_some_and(|entry| entry.is_requested_since(started));
        self.is_in_flight(number) && !(is_stored && self.latest_fetch > number)
    }

    /// Replaces the value by one that was requested at `requested_at`.
    pub(super) fn put(&mut self, value: Arc<T>, requested_at: Instant) {
        self.entry = Some(Entry { value, requested_at });
        self.failure = None;
    }

    /// Records the result of the fetch `number`, which is in time unless it exceeded its timeout.
    pub(super) fn complete(
        &mut self,
        number: u64,
        started: Instant,
        is_in_time: bool,
        now: Instant,
        result: &Result<Arc<T>, Arc<Error>>,
    ) {
        let is_newest = self.entry.as_ref().is_none_or(|entry| entry.requested_at <= started);
        match result {
            Ok(value) if is_newest => self.put(value.clone(), started),
            Err(error) if is_newest && is_in_time && self.is_in_flight(number) => {
                self.failure = Some((error.clone(), now));
                self.refetched_at = None;
            }
            // Superseded, replaced or abandoned: ignore the result.
            Ok(_) | Err(_) => {}
        }
        // In the same step as the value: a lookup that sees no fetch sees its value.
        self.end_fetch(number);
    }

    fn is_in_flight(&self, number: u64) -> bool {
        self.in_flight.iter().any(|in_flight| in_flight.number == number)
    }

    fn end_fetch(&mut self, number: u64) {
        self.in_flight.retain(|in_flight| in_flight.number != number);
    }

    /// Resets the state as if the fetch `number` had never started: its runtime has shut down.
    pub(super) fn abort(&mut self, number: u64, now: Instant) {
        if self.is_in_flight(number) {
            self.end_fetch(number);
            self.aborted_at = Some(now);
            if self.in_flight.is_empty() {
                self.refetched_at = None;
            }
        }
    }
}

#[cfg(test)]
mod tests;
