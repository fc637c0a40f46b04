//! A value that many calls use and one of them fetches.

use std::{
    future::Future,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use tokio::sync::watch;

use crate::Error;

/// What a fetch came to; the error is for all who waited.
pub(super) type Outcome<T> = Result<Arc<T>, Arc<Error>>;

/// How long no further fetch is tried after one that failed, where there is an old value.
pub(super) const PAUSE: Duration = Duration::from_secs(10);

/// A value, when it was fetched, and the fetch that is under way.
///
/// The lock is held to look and to put, never across a fetch.
pub(super) struct Shared<T> {
    state: Mutex<State<T>>,
}

struct State<T> {
    held: Option<Held<T>>,
    flight: Option<Flight<T>>,
    /// How many fetches were begun: the number of the last one.
    flights: u64,
    /// How the last fetch failed, and when; `None` after one that did not.
    failure: Option<(Arc<Error>, Instant)>,
}

/// A value as it was last fetched.
pub(super) struct Held<T> {
    pub(super) value: Arc<T>,
    at: Instant,
}

/// A fetch under way, to be waited for by any number of calls.
pub(super) struct Flight<T> {
    outcome: watch::Receiver<Option<Outcome<T>>>,
    begun: Instant,
    /// So long it may take.
    limit: Duration,
}

impl<T> Flight<T> {
    /// Whether it should have ended long ago. The runtime that it runs on is not driven, as one that
    /// blocks on a future now and then, and nobody knows when it will be.
    fn is_overdue(&self) -> bool {
        self.begun.elapsed() > self.limit
    }
}

impl<T> Held<T> {
    pub(super) fn age(&self) -> Duration {
        self.at.elapsed()
    }
}

impl<T> Clone for Held<T> {
    fn clone(&self) -> Self {
        Self { value: self.value.clone(), at: self.at }
    }
}

impl<T> Clone for Flight<T> {
    fn clone(&self) -> Self {
        Self { outcome: self.outcome.clone(), begun: self.begun, limit: self.limit }
    }
}

impl<T> Default for Shared<T> {
    fn default() -> Self {
        Self { state: Mutex::new(State { held: None, flight: None, flights: 0, failure: None }) }
    }
}

impl<T> Shared<T> {
    /// The value, however old.
    pub(super) fn held(&self) -> Option<Held<T>> {
        self.lock().held.clone()
    }

    /// Puts a value as if it had been fetched now.
    pub(super) fn put(&self, value: T) {
        let mut state = self.lock();
        state.held = Some(Held { value: Arc::new(value), at: Instant::now() });
        state.failure = None;
    }

    /// The fetch that is under way.
    pub(super) fn flight(&self) -> Option<Flight<T>> {
        self.lock().flight.clone().filter(|flight| !flight.is_overdue())
    }

    /// How the last fetch failed, if it was within `pause`: too soon for another try.
    pub(super) fn failed_within(&self, pause: Duration) -> Option<Arc<Error>> {
        let state = self.lock();
        let (error, at) = state.failure.as_ref()?;
        (at.elapsed() < pause).then(|| error.clone())
    }

    fn lock(&self) -> MutexGuard<'_, State<T>> {
        // Nothing that can panic runs under the lock.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<T: Send + Sync + 'static> Shared<T> {
    /// Joins the fetch that is under way, or begins one, which takes no longer than `limit`.
    ///
    /// It runs as a task of its own: a caller who gives up takes nothing from the others.
    pub(super) fn fetch<F>(
        self: &Arc<Self>,
        limit: Duration,
        begin: impl FnOnce() -> F,
    ) -> Flight<T>
    where
        F: Future<Output = Result<T, Error>> + Send + 'static,
    {
        let mut state = self.lock();
        if let Some(flight) = state.flight.as_ref().filter(|flight| !flight.is_overdue()) {
            return flight.clone();
        }
        let (report, outcome) = watch::channel(None);
        let flight = Flight { outcome, begun: Instant::now(), limit };
        state.flight = Some(flight.clone());
        state.flights += 1;
        let landing = Landing { shared: self.clone(), report, number: state.flights };
        drop(state);
        let fetch = begin();
        tokio::spawn(async move { landing.land(fetch.await) });
        flight
    }

    /// The outcome of a fetch: of the one under way, or of one that this begins, and begins again, on its
    /// own runtime, where the first was cut off.
    pub(super) async fn fetched<F>(
        self: &Arc<Self>,
        limit: Duration,
        begin: impl Fn() -> F,
    ) -> Outcome<T>
    where
        F: Future<Output = Result<T, Error>> + Send + 'static,
    {
        loop {
            if let Some(outcome) = Self::wait(self.fetch(limit, &begin)).await {
                return outcome;
            }
        }
    }

    /// Waits for `flight`; `None` when its runtime ended before it did, or does not go on with it, or its
    /// task panicked.
    pub(super) async fn wait(flight: Flight<T>) -> Option<Outcome<T>> {
        let limit = flight.limit;
        Self::wait_briefly(flight, limit).await
    }

    /// Waits for `flight`, but no longer than until it has been under way for `patience`.
    pub(super) async fn wait_briefly(
        mut flight: Flight<T>,
        patience: Duration,
    ) -> Option<Outcome<T>> {
        let rest = patience.saturating_sub(flight.begun.elapsed());
        let outcome = flight.outcome.wait_for(Option::is_some);
        let outcome = tokio::time::timeout(rest, outcome).await.ok()?.ok()?;
        outcome.clone()
    }
}

/// The end of a flight, also of one that is cut off.
struct Landing<T> {
    shared: Arc<Shared<T>>,
    report: watch::Sender<Option<Outcome<T>>>,
    number: u64,
}

impl<T> Landing<T> {
    fn land(self, fetched: Result<T, Error>) {
        let now = Instant::now();
        let mut state = self.shared.lock();
        let outcome = fetched.map(Arc::new).map_err(Arc::new);
        // One that was overdue and given up changes nothing: a later one knows better.
        if state.flights == self.number {
            match &outcome {
                Ok(value) => {
                    state.held = Some(Held { value: value.clone(), at: now });
                    state.failure = None;
                }
                Err(error) => state.failure = Some((error.clone(), now)),
            }
            // In one step with the value: whoever sees no flight sees what it brought.
            state.flight = None;
        }
        drop(state);
        self.report.send_replace(Some(outcome));
    }
}

impl<T> Drop for Landing<T> {
    fn drop(&mut self) {
        let mut state = self.shared.lock();
        if self.report.borrow().is_none() && state.flights == self.number {
            state.flight = None;
        }
    }
}
