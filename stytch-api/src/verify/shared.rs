//! A value that many calls use and one of them fetches.

use std::{
    future::Future,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use tokio::{
    runtime::Handle,
    sync::watch,
    time::{Instant, timeout},
};

use crate::{
    Error,
    endpoint::EndpointSpec,
    error::{TransportError, TransportKind},
};

/// What a fetch came to; the error is for all who waited.
pub(super) type Outcome<T> = Result<Arc<T>, Arc<Error>>;

/// How long no further fetch is tried after one that failed, where there is an old value.
const PAUSE: Duration = Duration::from_secs(10);
/// The same where there is none, and whoever comes is told of that failure.
const BREATH: Duration = Duration::from_secs(1);
/// How long a call waits for a newer value while there is an old one.
pub(super) const PATIENCE: Duration = Duration::from_secs(1);
/// How often a call waits for a fetch: one that began before it, and one that was cut off, may bring
/// nothing.
const TRIES: usize = 3;

/// A value, when it was asked for, and the fetch that is under way.
///
/// The lock is held to look and to put, never across a fetch. Looking and beginning a fetch is one step:
/// no fetch lands in between and is made again.
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
    /// When a fetch was last begun for the sake of what the value lacks.
    searched: Option<Instant>,
}

/// A value as it was last fetched.
pub(super) struct Held<T> {
    pub(super) value: Arc<T>,
    /// When it was asked for: it is no newer than that.
    at: Instant,
}

/// What becomes of a value that is at hand.
pub(super) enum Standing {
    /// It is used.
    Fresh,
    /// It is used unless a newer one comes within this time.
    Due(Duration),
    /// It is not used any more.
    Gone,
}

/// What is asked of Stytch, and how long a call waits for the answer.
#[derive(Clone, Copy)]
pub(super) struct Question {
    pub(super) endpoint: &'static EndpointSpec,
    pub(super) limit: Duration,
}

impl Question {
    fn unanswered(self, kind: TransportKind) -> Arc<Error> {
        Arc::new(TransportError::without_answer(self.endpoint, kind).into())
    }
}

/// A fetch under way, to be waited for by any number of calls.
struct Flight<T> {
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

    /// What it comes to before it has been under way for `patience`.
    async fn within(mut self, patience: Duration) -> Option<Outcome<T>> {
        let rest = patience.saturating_sub(self.begun.elapsed());
        if rest.is_zero() {
            return self.outcome.borrow().clone();
        }
        timeout(rest, self.landed()).await.ok()?
    }

    /// What it comes to; `None` when its runtime ended before it did, or does not go on with it.
    async fn end(mut self, question: Question) -> Option<Outcome<T>> {
        let rest = self.limit.saturating_sub(self.begun.elapsed());
        match timeout(rest.min(question.limit), self.landed()).await {
            Ok(outcome) => outcome,
            Err(_) if rest <= question.limit => None,
            // It may take longer than this call may wait.
            Err(_) => Some(Err(question.unanswered(TransportKind::Timeout))),
        }
    }

    async fn landed(&mut self) -> Option<Outcome<T>> {
        self.outcome.wait_for(Option::is_some).await.ok()?.clone()
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
        let state = State { held: None, flight: None, flights: 0, failure: None, searched: None };
        Self { state: Mutex::new(state) }
    }
}

impl<T> State<T> {
    fn flight(&self) -> Option<&Flight<T>> {
        self.flight.as_ref().filter(|flight| !flight.is_overdue())
    }

    /// How the last fetch failed, if it was within `pause`: too soon for another try.
    fn failed_within(&self, pause: Duration) -> Option<Arc<Error>> {
        let (error, at) = self.failure.as_ref()?;
        (at.elapsed() < pause).then(|| error.clone())
    }

    /// Whether it is too soon for a fetch for the sake of what the value lacks, which is begun once in an
    /// `interval`, or sooner where it failed.
    fn was_searched_within(&self, interval: Duration) -> bool {
        let pause = if self.failure.is_some() { interval.min(PAUSE) } else { interval };
        self.searched.is_some_and(|at| at.elapsed() < pause)
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

    /// How much would be lost with it: most with a fetch under way, then with the newest value.
    #[cfg(feature = "b2b")]
    pub(super) fn worth(&self) -> (bool, Option<Instant>) {
        let state = self.lock();
        (state.flight().is_some(), state.held.as_ref().map(|held| held.at))
    }

    fn lock(&self) -> MutexGuard<'_, State<T>> {
        // Nothing that can panic runs under the lock.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<T: Send + Sync + 'static> Shared<T> {
    /// The value: that at hand where its `standing` allows, else that of the fetch under way, or of one
    /// that this begins.
    pub(super) async fn get<F>(
        self: &Arc<Self>,
        question: Question,
        standing: impl Fn(&Held<T>) -> Standing,
        fetch: impl Fn() -> F,
    ) -> Outcome<T>
    where
        F: Future<Output = Result<T, Error>> + Send + 'static,
    {
        for _ in 0..TRIES {
            let (flight, old) = {
                let state = self.lock();
                match state.held.as_ref().map(|held| (standing(held), held.value.clone())) {
                    Some((Standing::Fresh, value)) => return Ok(value),
                    Some((Standing::Due(patience), value)) => {
                        // Outside of a runtime nothing can be fetched.
                        if state.failed_within(PAUSE).is_some() || Handle::try_current().is_err() {
                            return Ok(value);
                        }
                        (self.join(state, question, &fetch), Some((value, patience)))
                    }
                    Some((Standing::Gone, _)) | None => {
                        if let Some(error) = state.failed_within(BREATH) {
                            return Err(error);
                        }
                        (self.join(state, question, &fetch), None)
                    }
                }
            };
            if let Some((value, patience)) = old {
                let newer = flight.within(patience).await;
                return Ok(newer.and_then(Result::ok).unwrap_or(value));
            }
            if let Some(outcome) = flight.end(question).await {
                return outcome;
            }
        }
        Err(question.unanswered(TransportKind::NoAnswer))
    }

    /// What `find` finds in the value at hand or, once in an `interval`, in a newer one. `None` where it is
    /// not in a value that was asked for after `since`, or it is too soon for a newer one.
    pub(super) async fn search<R, F>(
        self: &Arc<Self>,
        question: Question,
        (since, interval): (Instant, Duration),
        find: impl Fn(&T) -> Option<R>,
        fetch: impl Fn() -> F,
    ) -> Result<Option<R>, Arc<Error>>
    where
        F: Future<Output = Result<T, Error>> + Send + 'static,
    {
        for _ in 0..TRIES {
            let flight = {
                let mut state = self.lock();
                if let Some(held) = &state.held {
                    let found = find(&held.value);
                    if found.is_some() || held.at >= since {
                        return Ok(found);
                    }
                }
                if state.flight().is_none() {
                    if state.was_searched_within(interval) {
                        // After a failure it is not known to be unknown.
                        return state.failed_within(interval).map_or(Ok(None), Err);
                    }
                    state.searched = Some(Instant::now());
                }
                self.join(state, question, &fetch)
            };
            let is_newer = flight.begun >= since;
            if let Some(outcome) = flight.end(question).await {
                let found = outcome.map(|value| find(&value))?;
                // What one that began earlier does not have may have come since.
                if found.is_some() || is_newer {
                    return Ok(found);
                }
            }
        }
        Err(question.unanswered(TransportKind::NoAnswer))
    }

    /// Joins the fetch that is under way, or begins one, which takes no longer than the question allows.
    ///
    /// It runs as a task of its own: a caller who gives up takes nothing from the others.
    fn join<F>(
        self: &Arc<Self>,
        mut state: MutexGuard<'_, State<T>>,
        question: Question,
        fetch: impl Fn() -> F,
    ) -> Flight<T>
    where
        F: Future<Output = Result<T, Error>> + Send + 'static,
    {
        if let Some(flight) = state.flight() {
            return flight.clone();
        }
        let (report, outcome) = watch::channel(None);
        let begun = Instant::now();
        let flight = Flight { outcome, begun, limit: question.limit };
        state.flight = Some(flight.clone());
        state.flights += 1;
        let landing =
            Landing { shared: self.clone(), report, number: state.flights, begun, question };
        drop(state);
        let fetched = fetch();
        tokio::spawn(async move { landing.land(fetched.await.map(Arc::new).map_err(Arc::new)) });
        flight
    }
}

/// The end of a flight, also of one that is cut off.
struct Landing<T> {
    shared: Arc<Shared<T>>,
    report: watch::Sender<Option<Outcome<T>>>,
    number: u64,
    begun: Instant,
    question: Question,
}

impl<T> Landing<T> {
    fn land(&self, outcome: Outcome<T>) {
        let mut state = self.shared.lock();
        // One that was overdue and given up changes nothing: a later one knows better.
        if state.flights == self.number {
            match &outcome {
                Ok(value) => {
                    state.held = Some(Held { value: value.clone(), at: self.begun });
                    state.failure = None;
                }
                Err(error) => state.failure = Some((error.clone(), Instant::now())),
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
        if self.report.borrow().is_some() {
            return;
        }
        if std::thread::panicking() {
            self.land(Err(self.question.unanswered(TransportKind::NoAnswer)));
            return;
        }
        // Cut off with its runtime: as if it had not been.
        let mut state = self.shared.lock();
        if state.flights == self.number {
            state.flight = None;
            state.searched = None;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;
    use crate::{common::m2m::TokenRequest, endpoint::Endpoint as _};

    #[tokio::test]
    async fn a_fetch_that_panics_is_given_up() {
        let shared = Arc::new(Shared::<()>::default());
        let tries = AtomicUsize::new(0);
        let fetch = || {
            tries.fetch_add(1, Ordering::Relaxed);
            async { panic!("as a resolver may that is not ours") }
        };
        let limit = Duration::from_secs(30);
        let question = Question { endpoint: TokenRequest::spec(), limit };
        let error = shared.get(question, |_| Standing::Gone, fetch).await.unwrap_err();
        assert!(error.is_transport() && !error.is_timeout(), "{error:?}");
        shared.get(question, |_| Standing::Gone, fetch).await.unwrap_err();
        assert_eq!(tries.load(Ordering::Relaxed), 1);
        shared.put(());
        for _ in 0..2 {
            let when = (Instant::now(), limit);
            let found = shared.search(question, when, |()| None::<()>, fetch).await;
            assert!(found.unwrap_err().is_transport());
        }
        assert_eq!(tries.load(Ordering::Relaxed), 2);
    }
}
