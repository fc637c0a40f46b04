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
    error::{RequestError, TransportError, TransportKind},
};

/// What was got or fetched; the error is for all who waited.
pub(super) type Outcome<T> = Result<Arc<T>, Arc<Error>>;
/// How a fetch ended. What it brought is in the state.
type End = Result<(), Arc<Error>>;

/// How long no further fetch is tried after one that failed, where there is an old value.
const PAUSE: Duration = Duration::from_secs(10);
/// The same where there is none, and whoever comes is told of that failure.
const BREATH: Duration = Duration::from_secs(1);
/// How long a call waits for a newer value while there is an old one.
pub(super) const PATIENCE: Duration = Duration::from_secs(1);
/// How often a call looks at a value: a fetch that began before it, and one that was cut off, may bring
/// nothing.
const LOOKS: usize = 4;

/// A value, when it was asked for, and the fetch that is under way.
///
/// The lock is held to look and to put, never across a fetch. Looking and beginning a fetch is one step:
/// no fetch lands in between and is made again.
pub(super) struct Shared<T> {
    state: Mutex<State<T>>,
}

struct State<T> {
    held: Option<Held<T>>,
    flight: Option<Flight>,
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

    /// Where the fetch runs. There is nothing to wait with outside of a runtime.
    fn runtime(self) -> Result<Handle, Arc<Error>> {
        let problem = "there is no tokio runtime here to make the call on";
        let unsent = |_| Arc::new(RequestError::new(self.endpoint, problem).into());
        Handle::try_current().map_err(unsent)
    }
}

/// A fetch under way, to be waited for by any number of calls.
#[derive(Clone)]
struct Flight {
    end: watch::Receiver<Option<End>>,
    begun: Instant,
    /// So long it may take.
    limit: Duration,
}

impl Flight {
    /// Whether it should have ended long ago. The runtime that it runs on is not driven, as one that
    /// blocks on a future now and then, and nobody knows when it will be.
    fn is_overdue(&self) -> bool {
        self.begun.elapsed() >= self.limit
    }

    /// Waits for its end, but no longer than until it has been under way for `patience`.
    async fn within(mut self, patience: Duration) {
        let rest = patience.saturating_sub(self.begun.elapsed());
        if !rest.is_zero() {
            // What has come of it is seen in the state.
            let _ = timeout(rest, self.landed()).await;
        }
    }

    /// How it failed. `None` when it brought a value, when its runtime ended before it did, and when that
    /// does not go on with it.
    async fn failure(mut self, question: Question) -> Option<Arc<Error>> {
        let rest = self.limit.saturating_sub(self.begun.elapsed());
        match timeout(rest.min(question.limit), self.landed()).await {
            Ok(end) => end?.err(),
            Err(_) if rest <= question.limit => None,
            // It may take longer than this call may wait.
            Err(_) => Some(question.unanswered(TransportKind::Timeout)),
        }
    }

    async fn landed(&mut self) -> Option<End> {
        self.end.wait_for(Option::is_some).await.ok()?.clone()
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

impl<T> Default for Shared<T> {
    fn default() -> Self {
        let state = State { held: None, flight: None, flights: 0, failure: None, searched: None };
        Self { state: Mutex::new(state) }
    }
}

impl<T> State<T> {
    fn flight(&self) -> Option<&Flight> {
        self.flight.as_ref().filter(|flight| !flight.is_overdue())
    }

    /// How the last fetch failed, if it was within `pause`: too soon for another try.
    fn failed_within(&self, pause: Duration) -> Option<Arc<Error>> {
        let (error, at) = self.failure.as_ref()?;
        (at.elapsed() < pause).then(|| error.clone())
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
        let since = Instant::now();
        let (mut has_waited, mut failure) = (false, None);
        for _ in 0..LOOKS {
            let (flight, patience) = {
                let state = self.lock();
                // However old it may become: what was asked for since this call came is for this call.
                let judge = |held: &Held<T>| {
                    let is_newer = held.at >= since;
                    let standing = if is_newer { Standing::Fresh } else { standing(held) };
                    (standing, held.value.clone())
                };
                let patience = match state.held.as_ref().map(judge) {
                    Some((Standing::Fresh, value)) => return Ok(value),
                    Some((Standing::Due(patience), value)) => {
                        let is_enough = has_waited || state.failed_within(PAUSE).is_some();
                        if is_enough || question.runtime().is_err() {
                            return Ok(value);
                        }
                        Some(patience)
                    }
                    Some((Standing::Gone, _)) | None => {
                        if let Some(error) = failure.take().or_else(|| state.failed_within(BREATH))
                        {
                            return Err(error);
                        }
                        None
                    }
                };
                let runtime = question.runtime()?;
                (self.join(state, &runtime, question, &fetch), patience)
            };
            match patience {
                Some(patience) => {
                    flight.within(patience).await;
                    has_waited = true;
                }
                None => failure = flight.failure(question).await,
            }
        }
        Err(failure.unwrap_or_else(|| question.unanswered(TransportKind::NoAnswer)))
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
        let mut failure = None;
        for _ in 0..LOOKS {
            let flight = {
                let mut state = self.lock();
                if let Some(held) = &state.held {
                    let found = find(&held.value);
                    // What was asked for earlier, and does not have it, may have it now.
                    if found.is_some() || held.at >= since {
                        return Ok(found);
                    }
                }
                if let Some(error) = failure {
                    return Err(error);
                }
                let runtime = question.runtime()?;
                // One that is overdue has brought nothing.
                if state.flight.is_none() {
                    // It is not known to be unknown.
                    if let Some(error) = state.failed_within(interval.min(PAUSE)) {
                        return Err(error);
                    }
                    if state.searched.is_some_and(|at| at.elapsed() < interval) {
                        return Ok(None);
                    }
                    state.searched = Some(Instant::now());
                }
                self.join(state, &runtime, question, &fetch)
            };
            failure = flight.failure(question).await;
        }
        Err(failure.unwrap_or_else(|| question.unanswered(TransportKind::NoAnswer)))
    }

    /// Joins the fetch that is under way, or begins one, which takes no longer than the question allows.
    ///
    /// It runs as a task of its own: a caller who gives up takes nothing from the others.
    fn join<F>(
        self: &Arc<Self>,
        mut state: MutexGuard<'_, State<T>>,
        runtime: &Handle,
        question: Question,
        fetch: impl Fn() -> F,
    ) -> Flight
    where
        F: Future<Output = Result<T, Error>> + Send + 'static,
    {
        if let Some(flight) = state.flight() {
            return flight.clone();
        }
        let (report, end) = watch::channel(None);
        let begun = Instant::now();
        let flight = Flight { end, begun, limit: question.limit };
        state.flight = Some(flight.clone());
        state.flights += 1;
        let landing =
            Landing { shared: self.clone(), report, number: state.flights, begun, question };
        drop(state);
        let fetched = fetch();
        runtime.spawn(async move {
            // Its runtime may have stood still until others have given it up.
            if landing.is_last() {
                landing.land(fetched.await.map(Arc::new).map_err(Arc::new));
            }
        });
        flight
    }
}

/// The end of a flight, also of one that is cut off.
struct Landing<T> {
    shared: Arc<Shared<T>>,
    report: watch::Sender<Option<End>>,
    number: u64,
    begun: Instant,
    question: Question,
}

impl<T> Landing<T> {
    /// Whether no other has been begun since.
    fn is_last(&self) -> bool {
        self.shared.lock().flights == self.number
    }

    fn land(&self, outcome: Outcome<T>) {
        let mut state = self.shared.lock();
        let is_last = state.flights == self.number;
        match &outcome {
            Ok(value) if state.held.as_ref().is_none_or(|held| held.at <= self.begun) => {
                state.held = Some(Held { value: value.clone(), at: self.begun });
                state.failure = None;
            }
            Err(error) if is_last => {
                state.failure = Some((error.clone(), Instant::now()));
                state.searched = None;
            }
            // A value that was asked for later is there, or a fetch was begun later: they know better.
            Ok(_) | Err(_) => {}
        }
        if is_last {
            // In one step with the value: whoever sees no flight sees what it brought.
            state.flight = None;
        }
        drop(state);
        self.report.send_replace(Some(outcome.map(drop)));
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
            // Later than the value, however coarse the clock is.
            let when = (Instant::now() + Duration::from_secs(1), limit);
            let found = shared.search(question, when, |()| None::<()>, fetch).await;
            assert!(found.unwrap_err().is_transport());
        }
        assert_eq!(tries.load(Ordering::Relaxed), 2);
    }
}
