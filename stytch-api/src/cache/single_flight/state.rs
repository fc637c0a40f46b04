//! The states of a cached value and the transitions between them. Pure: the time is an argument.

use std::{sync::Arc, time::Duration};

use tokio::time::Instant;

use super::in_flight::InFlight;
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
    pub(super) in_flight: Option<InFlight>,
    /// The number of the latest fetch, which supersedes those before it.
    pub(super) latest_fetch: u64,
    /// The error of the latest fetch, if it failed.
    pub(super) failure: Option<(Arc<Error>, Instant)>,
    /// When a fetch was last started for an incomplete value.
    pub(super) refetched_at: Option<Instant>,
    /// When a fetch was last aborted because its runtime shut down.
    pub(super) aborted_at: Option<Instant>,
}

impl<T> Default for State<T> {
    fn default() -> Self {
        Self {
            entry: None,
            in_flight: None,
            latest_fetch: 0,
            failure: None,
            refetched_at: None,
            aborted_at: None,
        }
    }
}

impl<T> State<T> {
    /// Decides the next step of a lookup for which the value is `freshness`.
    pub(super) fn evaluate(&self, freshness: Freshness, progress: &Progress, now: Instant) -> Step {
        let within = |at: Option<Instant>, limit| at.is_some_and(|at| now - at < limit);
        let failed_at = self.failure.as_ref().map(|(_, at)| *at);
        // An overdue fetch is not idle: it is replaced, not reported as failed.
        let is_idle = self.in_flight.is_none();
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
                if is_idle && within(self.refetched_at, refetch_interval) =>
            {
                Step::ReturnValue
            }
            Freshness::Expired | Freshness::Incomplete { .. } => Step::Wait { max_wait: None },
        }
    }

    /// Returns the fetch in flight, unless it has exceeded its timeout.
    pub(super) fn live_fetch(&self) -> Option<&InFlight> {
        self.in_flight.as_ref().filter(|in_flight| !in_flight.is_overdue())
    }

    /// Records a new fetch and returns its number.
    pub(super) fn start(&mut self, in_flight: InFlight) -> u64 {
        self.in_flight = Some(in_flight);
        self.latest_fetch += 1;
        self.latest_fetch
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
        let is_latest = self.latest_fetch == number;
        let is_newest = self.entry.as_ref().is_none_or(|entry| entry.requested_at <= started);
        match result {
            Ok(value) if is_newest => self.put(value.clone(), started),
            Err(error) if is_latest && is_in_time => {
                self.failure = Some((error.clone(), now));
                self.refetched_at = None;
            }
            // Superseded or abandoned: ignore the result.
            Ok(_) | Err(_) => {}
        }
        if is_latest {
            // In the same step as the value: a lookup that sees no fetch sees its value.
            self.in_flight = None;
        }
    }

    /// Resets the state as if the fetch `number` had never started: its runtime has shut down.
    pub(super) fn abort(&mut self, number: u64, now: Instant) {
        if self.latest_fetch == number {
            self.in_flight = None;
            self.refetched_at = None;
            self.aborted_at = Some(now);
        }
    }
}

#[cfg(test)]
mod tests;
