use super::*;
use crate::{
    cache::single_flight::FetchSpec, common::m2m::TokenRequest, error::TransportKind,
    schema::Endpoint as _,
};

const WAIT: Step = Step::Wait { max_wait: None };
const MINUTE: Duration = Duration::from_secs(60);

fn ms(milliseconds: u64) -> Duration {
    Duration::from_millis(milliseconds)
}

fn error() -> Arc<Error> {
    let spec = FetchSpec { endpoint: TokenRequest::spec(), timeout: MINUTE };
    spec.error(TransportKind::NoResponse)
}

/// Returns the ID of a new runtime.
fn runtime() -> Id {
    let runtime = tokio::runtime::Builder::new_current_thread().build();
    runtime.expect("a runtime").handle().id()
}

/// Starts a fetch that is in flight for the rest of the test.
fn start<T>(state: &mut State<T>, runtime: Id) {
    let (_, result) = watch::channel(None);
    state.start(runtime, result, Instant::now(), MINUTE);
}

/// A lookup that has waited for a newer value.
fn waited() -> Progress {
    Progress { has_waited: true, ..Progress::default() }
}

/// A lookup that has waited for a fetch that failed.
fn failed() -> Progress {
    Progress { error: Some(error()), ..Progress::default() }
}

/// Builds states whose last failure, refetch and abort were some time before `now`, and which have fetches
/// in flight on the runtime of the lookup or on another one.
struct History {
    now: Instant,
    own: Id,
    other: Id,
}

impl History {
    fn failure(&self, ago: u64) -> State<()> {
        State { failure: Some((error(), self.now - ms(ago))), ..State::default() }
    }

    fn refetch(&self, ago: u64) -> State<()> {
        State { refetched_at: Some(self.now - ms(ago)), ..State::default() }
    }

    fn abort(&self, ago: u64) -> State<()> {
        State { aborted_at: Some(self.now - ms(ago)), ..State::default() }
    }

    fn fetching(&self, mut state: State<()>) -> State<()> {
        start(&mut state, self.own);
        state
    }

    fn fetching_elsewhere(&self, mut state: State<()>) -> State<()> {
        start(&mut state, self.other);
        state
    }

    /// Another runtime's fetch is in flight, and the value was requested some time ago.
    fn refetched_elsewhere(&self, refetch: u64, value: u64) -> State<()> {
        let mut state = self.fetching_elsewhere(self.refetch(refetch));
        state.put(Arc::new(()), self.now - ms(value));
        state
    }

    fn check(&self, freshness: Freshness, cases: Vec<(State<()>, Progress, Step)>) {
        for (index, (state, progress, expected)) in cases.into_iter().enumerate() {
            let step = state.evaluate(freshness, &progress, Some(self.own), self.now);
            assert_eq!(step, expected, "case {index} of {freshness:?}");
        }
    }
}

fn history() -> History {
    History { now: Instant::now() + Duration::from_secs(3600), own: runtime(), other: runtime() }
}

#[test]
fn fresh_values_are_returned() {
    let history = history();
    let cases = vec![
        (State::default(), Progress::default(), Step::ReturnValue),
        (history.failure(0), failed(), Step::ReturnValue),
    ];
    history.check(Freshness::Fresh, cases);
}

#[test]
fn expired_values_are_fetched_or_report_the_last_error() {
    let history = history();
    let cases = vec![
        (State::default(), Progress::default(), WAIT),
        (State::default(), waited(), WAIT),
        (State::default(), failed(), Step::ReturnError),
        (history.fetching(State::default()), Progress::default(), WAIT),
        (history.failure(999), Progress::default(), Step::ReturnError),
        (history.failure(1_000), Progress::default(), WAIT),
        (history.fetching(history.failure(0)), Progress::default(), WAIT),
        (history.fetching_elsewhere(history.failure(999)), Progress::default(), Step::ReturnError),
        (history.fetching_elsewhere(history.failure(1_000)), Progress::default(), WAIT),
        (history.abort(0), Progress::default(), WAIT),
    ];
    history.check(Freshness::Expired, cases);
}

#[test]
fn stale_values_are_returned_unless_a_fetch_is_allowed() {
    for max_wait in [Duration::ZERO, Duration::from_secs(1)] {
        let history = history();
        let wait = Step::Wait { max_wait: Some(max_wait) };
        let after_abort = if max_wait.is_zero() { Step::ReturnValue } else { wait };
        let last = Progress { attempts: MAX_ATTEMPTS, ..Progress::default() };
        let cases = vec![
            (State::default(), Progress::default(), wait),
            (history.fetching(State::default()), Progress::default(), wait),
            (State::default(), waited(), Step::ReturnValue),
            (State::default(), last, Step::ReturnValue),
            (history.failure(9_999), Progress::default(), Step::ReturnValue),
            (history.failure(10_000), Progress::default(), wait),
            (history.abort(999), Progress::default(), after_abort),
            (history.abort(1_000), Progress::default(), wait),
        ];
        history.check(Freshness::Stale { max_wait }, cases);
    }
}

#[test]
fn incomplete_values_are_fetched_once_per_interval() {
    let history = history();
    let cases = vec![
        (State::default(), Progress::default(), WAIT),
        (State::default(), failed(), Step::ReturnError),
        (history.refetch(59_999), Progress::default(), Step::ReturnValue),
        (history.refetch(60_000), Progress::default(), WAIT),
        (history.fetching(history.refetch(0)), Progress::default(), WAIT),
        (history.fetching_elsewhere(history.refetch(0)), Progress::default(), WAIT),
        (history.refetched_elsewhere(10, 9), Progress::default(), Step::ReturnValue),
        (history.refetched_elsewhere(10, 11), Progress::default(), WAIT),
        (history.failure(9_999), Progress::default(), Step::ReturnError),
        (history.failure(10_000), Progress::default(), WAIT),
        (history.fetching(history.failure(0)), Progress::default(), WAIT),
    ];
    history.check(Freshness::Incomplete { refetch_interval: MINUTE }, cases);
    let brief = Freshness::Incomplete { refetch_interval: ms(10) };
    history.check(brief, vec![(history.failure(10), Progress::default(), WAIT)]);
}

/// One transition: the fetch that ends, how, and whether there is then a new value, a failure, the second
/// fetch in flight and a refetch on record.
#[test]
fn results_of_fetches_change_the_state() {
    let now = Instant::now();
    let (ok, err) = (Ok(Arc::new(2)), Err(error()));
    let cases = [
        ("second succeeds", 2, now, true, &ok, (Some(2), false, false, true)),
        ("first succeeds", 1, now, true, &ok, (Some(2), false, true, true)),
        ("late success", 2, now, false, &ok, (Some(2), false, false, true)),
        ("older than the value", 2, now - ms(20), true, &ok, (Some(1), false, false, true)),
        ("second fails", 2, now, true, &err, (Some(1), true, false, false)),
        ("first fails", 1, now, true, &err, (Some(1), true, true, false)),
        ("replaced fails", 0, now, true, &err, (Some(1), false, true, true)),
        ("older than the value fails", 1, now - ms(20), true, &err, (Some(1), false, true, true)),
        ("late failure", 2, now, false, &err, (Some(1), false, false, true)),
    ];
    for (name, number, started, is_in_time, result, expected) in cases {
        let mut state = State { refetched_at: Some(now), ..State::default() };
        state.put(Arc::new(1), now - ms(10));
        let (first, second) = (runtime(), runtime());
        start(&mut state, first);
        start(&mut state, second);
        state.complete(number, started, is_in_time, now, result);
        let value = state.entry.as_ref().map(|entry| *entry.value);
        let in_flight = state.in_flight.iter().any(|in_flight| in_flight.runtime == second);
        let failure = state.failure.is_some();
        assert_eq!((value, failure, in_flight, state.refetched_at.is_some()), expected, "{name}");
    }
}

#[test]
fn aborted_fetch_resets_the_state() {
    // The fetches that are aborted, out of two; 0 is one that has been replaced. Whether an abort and a
    // refetch are then on record.
    let cases: [(&[u64], bool, bool); 4] =
        [(&[0], false, true), (&[1], true, true), (&[2], true, true), (&[2, 1], true, false)];
    for (numbers, is_aborted, is_refetched) in cases {
        let now = Instant::now();
        let mut state = State::<()> { refetched_at: Some(now), ..State::default() };
        start(&mut state, runtime());
        start(&mut state, runtime());
        for number in numbers {
            state.abort(*number, now);
            assert!(!state.is_in_flight(*number));
        }
        assert_eq!(state.aborted_at.is_some(), is_aborted, "{numbers:?}");
        assert_eq!(state.refetched_at.is_some(), is_refetched, "{numbers:?}");
    }
}

#[test]
fn accompanying_refetch_does_not_extend_the_interval() {
    let first = Instant::now();
    let mut state = State::<()>::default();
    for (after, expected) in [(0, 0), (1, 0), (59_999, 0), (60_000, 60_000)] {
        state.record_refetch(MINUTE, first + ms(after));
        assert_eq!(state.refetched_at, Some(first + ms(expected)));
    }
}

#[test]
fn fetch_is_joined_on_its_runtime_or_without_waiting() {
    let (own, other) = (runtime(), runtime());
    let (background, bounded) = (Some(Duration::ZERO), Some(Duration::from_secs(1)));
    // The runtimes of the fetches in flight; the number of the joined fetch, by `max_wait`.
    let cases: [(&[Id], [Option<u64>; 3]); 5] = [
        (&[], [None; 3]),
        (&[own], [Some(1); 3]),
        (&[other], [None, None, Some(1)]),
        (&[other, own], [Some(2), Some(2), Some(1)]),
        (&[own, own], [Some(2); 3]),
    ];
    for (index, (runtimes, expected)) in cases.into_iter().enumerate() {
        let mut state = State::<()>::default();
        for runtime in runtimes {
            start(&mut state, *runtime);
        }
        let joined = [None, bounded, background]
            .map(|max_wait| state.joinable_fetch(own, max_wait).map(|joined| joined.number));
        assert_eq!(joined, expected, "case {index}");
    }
}

#[test]
fn overdue_fetch_is_neither_joined_nor_kept() {
    let (own, other) = (runtime(), runtime());
    let mut state = State::<()>::default();
    let (_, result) = watch::channel(None);
    state.start(other, result, Instant::now(), Duration::ZERO);
    assert!(state.joinable_fetch(other, None).is_none());
    start(&mut state, own);
    assert_eq!(state.in_flight.len(), 1);
}

#[test]
fn fetch_is_sent_unless_it_is_superseded() {
    let (own, now) = (runtime(), Instant::now());
    let mut state = State::<()>::default();
    start(&mut state, own);
    assert!(state.needs_fetch(1, now));
    state.put(Arc::new(()), now);
    assert!(state.needs_fetch(1, now), "the value was seeded, not fetched");
    start(&mut state, runtime());
    state.put(Arc::new(()), now - ms(1));
    assert!(state.needs_fetch(1, now), "the later fetch is still in flight");
    state.put(Arc::new(()), now);
    assert!(!state.needs_fetch(1, now));
    start(&mut state, own);
    assert!(!state.needs_fetch(1, now + ms(1)) && state.needs_fetch(3, now + ms(1)));
}
