//! A value that many calls use and one of them fetches.

pub(crate) mod in_flight;

use std::{
    future::Future,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use tokio::{runtime::Handle, sync::watch, time::Instant};

pub(crate) use self::in_flight::Question;
use crate::{
    Error,
    cache::single_flight::in_flight::{Flight, Landing},
    error::TransportKind,
};

/// What was got or fetched; the error is for all who waited.
pub(crate) type Outcome<T> = Result<Arc<T>, Arc<Error>>;

/// How long no further fetch is tried after one that failed, where there is an old value.
const PAUSE: Duration = Duration::from_secs(10);
/// The same where there is none, and whoever comes is told of that failure.
const BREATH: Duration = Duration::from_secs(1);
/// How long a call waits for a newer value while there is an old one.
pub(crate) const PATIENCE: Duration = Duration::from_secs(1);
/// How often a call looks at a value, and waits in between: a fetch that began before it, and one that was
/// cut off, may bring nothing.
const LOOKS: usize = 4;
/// The look after which it waits for a fetch of its own, whoever has one under way.
const LAST_WAIT: usize = LOOKS - 1;

/// A value, when it was asked for, and the fetch that is under way.
///
/// The lock is held to look and to put, never across a fetch. Looking and beginning a fetch is one step:
/// no fetch lands in between and is made again.
pub(crate) struct Shared<T> {
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
    /// When a fetch last ended with its runtime.
    cut_off: Option<Instant>,
}

/// A value as it was last fetched.
pub(crate) struct Held<T> {
    pub(crate) value: Arc<T>,
    /// When it was asked for: it is no newer than that.
    at: Instant,
}

/// What becomes of a value that is at hand.
pub(crate) enum Standing {
    /// It is used.
    Fresh,
    /// It is used unless a newer one comes within this time.
    Due(Duration),
    /// It is not used any more.
    Gone,
}

/// What a call does that has looked.
enum Step<T> {
    Take(Arc<T>),
    Refuse(Arc<Error>),
    /// It waits: for so long where there is an old value.
    Wait(Option<Duration>),
}

impl<T> Held<T> {
    pub(crate) fn age(&self) -> Duration {
        self.at.elapsed()
    }
}

impl<T> Default for Shared<T> {
    fn default() -> Self {
        let state = State {
            held: None,
            flight: None,
            flights: 0,
            failure: None,
            searched: None,
            cut_off: None,
        };
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

    /// What a call does that has looked at the value, and has waited for a newer one or not.
    fn step(&self, standing: impl Fn(&Held<T>) -> Standing, has_waited: bool) -> Step<T> {
        match self.held.as_ref().map(|held| (standing(held), held.value.clone())) {
            Some((Standing::Fresh, value)) => Step::Take(value),
            Some((Standing::Due(patience), value)) => {
                let is_enough = has_waited
                    || self.failed_within(PAUSE).is_some()
                    || (patience.is_zero() && self.was_cut_off())
                    || Handle::try_current().is_err();
                if is_enough { Step::Take(value) } else { Step::Wait(Some(patience)) }
            }
            Some((Standing::Gone, _)) | None => {
                self.failed_within(BREATH).map_or(Step::Wait(None), Step::Refuse)
            }
        }
    }

    /// Where the call waits that has looked so often: for no other's fetch the last time, and then no more.
    fn prepare(&mut self, look: usize, question: Question) -> Result<Handle, Arc<Error>> {
        match look {
            LOOKS => return Err(question.unanswered(TransportKind::NoResponse)),
            LAST_WAIT => self.flight = None,
            _ => {}
        }
        question.runtime()
    }

    /// Whether nobody may begin a fetch that nobody waits for: where each call has a runtime of its own, which
    /// ends with it, none would ever land, and each call would begin one.
    fn was_cut_off(&self) -> bool {
        self.cut_off.is_some_and(|at| at.elapsed() < BREATH)
    }
}

impl<T> Shared<T> {
    /// The value, where it is younger than `age`.
    pub(crate) fn younger_than(&self, age: Duration) -> Option<Arc<T>> {
        let state = self.lock();
        let held = state.held.as_ref().filter(|held| held.age() < age)?;
        Some(held.value.clone())
    }

    /// Puts a value as if it had been fetched now.
    pub(crate) fn put(&self, value: T) {
        let mut state = self.lock();
        state.held = Some(Held { value: Arc::new(value), at: Instant::now() });
        state.failure = None;
        state.searched = None;
    }

    /// How much would be lost with it: most with a fetch under way, then with the newest value.
    #[cfg(feature = "b2b")]
    pub(crate) fn worth(&self) -> (bool, Option<Instant>) {
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
    pub(crate) async fn get<F>(
        self: &Arc<Self>,
        question: Question,
        standing: impl Fn(&Held<T>) -> Standing,
        fetch: impl Fn() -> F,
    ) -> Outcome<T>
    where
        F: Future<Output = Result<T, Error>> + Send + 'static,
    {
        let since = Instant::now();
        let standing = |held: &Held<T>| {
            // However little it may last: what was asked for since this call came is for this call, unless
            // nobody has come back to it in time.
            let is_newer = held.at >= since && held.age() <= question.limit;
            if is_newer { Standing::Fresh } else { standing(held) }
        };
        let (mut has_waited, mut failure) = (false, None);
        for look in 1.. {
            let (flight, patience) = {
                let mut state = self.lock();
                let step = state.step(standing, has_waited || look == LOOKS);
                let patience = match (step, failure.take()) {
                    (Step::Take(value), _) => return Ok(value),
                    (Step::Refuse(error), _) | (Step::Wait(None), Some(error)) => {
                        return Err(error);
                    }
                    (Step::Wait(patience), _) => patience,
                };
                let runtime = state.prepare(look, question)?;
                (self.join(state, &runtime, question, &fetch), patience)
            };
            if let Some(patience) = patience {
                flight.within(patience).await;
                has_waited = true;
            } else {
                failure = flight.failure(question).await;
            }
        }
        unreachable!("the last look ends it")
    }

    /// What `find` finds in the value at hand or, once in an `interval`, in a newer one. `None` where it is
    /// not in a value that was asked for after `since`, or it is too soon for a newer one.
    pub(crate) async fn search<R, F>(
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
        for look in 1.. {
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
                // One that is overdue has brought nothing, and is begun again.
                if state.flight.is_none() {
                    // It is not known to be unknown.
                    if let Some(error) = state.failed_within(interval.min(PAUSE)) {
                        return Err(error);
                    }
                    if state.searched.is_some_and(|at| at.elapsed() < interval) {
                        return Ok(None);
                    }
                }
                let runtime = state.prepare(look, question)?;
                if state.flight().is_none() {
                    state.searched = Some(Instant::now());
                }
                self.join(state, &runtime, question, &fetch)
            };
            failure = flight.failure(question).await;
        }
        unreachable!("the last look ends it")
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
            // Its runtime may have stood still until it was overdue.
            if landing.is_awaited() {
                landing.land(fetched.await.map(Arc::new).map_err(Arc::new));
            }
        });
        flight
    }
}

#[cfg(test)]
mod tests {
    use std::{
        future::{pending, poll_fn},
        pin::Pin,
        sync::atomic::{AtomicUsize, Ordering},
        task::Poll,
    };

    use tokio::runtime::{Builder, Runtime};

    use super::*;
    use crate::{common::m2m::TokenRequest, schema::Endpoint as _};

    fn question() -> Question {
        Question { endpoint: TokenRequest::spec(), limit: Duration::from_secs(30) }
    }

    #[tokio::test]
    async fn a_fetch_that_panics_is_given_up() {
        let shared = Arc::new(Shared::<()>::default());
        let fetches = AtomicUsize::new(0);
        let fetch = || {
            fetches.fetch_add(1, Ordering::Relaxed);
            async { panic!("as a resolver may that is not ours") }
        };
        let error = shared.get(question(), |_| Standing::Gone, fetch).await.unwrap_err();
        assert!(error.is_transport() && !error.is_timeout(), "{error:?}");
        shared.get(question(), |_| Standing::Gone, fetch).await.unwrap_err();
        assert_eq!(fetches.load(Ordering::Relaxed), 1);
        shared.put(());
        for _ in 0..2 {
            // Later than the value, however coarse the clock is.
            let when = (Instant::now() + Duration::from_secs(1), Duration::from_secs(60));
            let found = shared.search(question(), when, |()| None::<()>, fetch).await;
            assert!(found.unwrap_err().is_transport());
        }
        assert_eq!(fetches.load(Ordering::Relaxed), 2);
    }

    #[test]
    fn calls_with_runtimes_of_their_own_begin_no_fetch_each() {
        let shared = Arc::new(Shared::<()>::default());
        shared.put(());
        let fetches = AtomicUsize::new(0);
        let fetch = || {
            fetches.fetch_add(1, Ordering::Relaxed);
            pending()
        };
        for _ in 0..10 {
            let runtime = Builder::new_current_thread().enable_all().build().unwrap();
            let due = |_: &Held<()>| Standing::Due(Duration::ZERO);
            runtime.block_on(shared.get(question(), due, fetch)).unwrap();
        }
        assert_eq!(fetches.load(Ordering::Relaxed), 1);
    }

    #[test]
    fn a_call_whose_waits_are_cut_off_makes_its_own_fetch() {
        let shared = Arc::new(Shared::<()>::default());
        let gone = |_: &Held<()>| Standing::Gone;
        let mut call = Box::pin(shared.get(question(), gone, || async { Ok(()) }));
        let runtime = || Builder::new_current_thread().enable_all().build().unwrap();
        let own = runtime();
        for _ in 1..LOOKS {
            // Somebody else's fetch is under way, which the call finds, and then ends with its runtime.
            let others = runtime();
            poll_once(&others, &mut Box::pin(shared.get(question(), gone, pending)));
            poll_once(&own, &mut call);
        }
        own.block_on(call).unwrap();
    }

    fn poll_once(runtime: &Runtime, call: &mut Pin<Box<impl Future>>) {
        runtime.block_on(poll_fn(|context| {
            assert!(call.as_mut().poll(context).is_pending());
            Poll::Ready(())
        }));
    }
}
