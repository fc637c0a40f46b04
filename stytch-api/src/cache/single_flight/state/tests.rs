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

/// A fetch that is in flight for the rest of the test.
fn in_flight() -> InFlight {
    let (_, result) = tokio::sync::watch::channel(None);
    InFlight { result, started: Instant::now(), timeout: MINUTE }
}

/// A lookup that has waited for a newer value.
fn waited() -> Progress {
    Progress { has_waited: true, ..Progress::default() }
}

/// A lookup that has waited for a fetch that failed.
fn failed() -> Progress {
    Progress { error: Some(error()), ..Progress::default() }
}

/// Builds states whose last failure, refetch and abort were some time before `now`.
struct History {
    now: Instant,
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
}

fn history() -> History {
    History { now: Instant::now() + Duration::from_secs(3600) }
}

fn fetching(state: State<()>) -> State<()> {
    State { in_flight: Some(in_flight()), ..state }
}

fn check(freshness: Freshness, now: Instant, cases: Vec<(State<()>, Progress, Step)>) {
    for (index, (state, progress, expected)) in cases.into_iter().enumerate() {
        let step = state.evaluate(freshness, &progress, now);
        assert_eq!(step, expected, "case {index} of {freshness:?}");
    }
}

#[test]
fn fresh_values_are_returned() {
    let history = history();
    let cases = vec![
        (State::default(), Progress::default(), Step::ReturnValue),
        (history.failure(0), failed(), Step::ReturnValue),
    ];
    check(Freshness::Fresh, history.now, cases);
}

#[test]
fn expired_values_are_fetched_or_report_the_last_error() {
    let history = history();
    let cases = vec![
        (State::default(), Progress::default(), WAIT),
        (State::default(), waited(), WAIT),
        (State::default(), failed(), Step::ReturnError),
        (fetching(State::default()), Progress::default(), WAIT),
        (history.failure(999), Progress::default(), Step::ReturnError),
        (history.failure(1_000), Progress::default(), WAIT),
        (fetching(history.failure(0)), Progress::default(), WAIT),
        (history.abort(0), Progress::default(), WAIT),
    ];
    check(Freshness::Expired, history.now, cases);
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
            (fetching(State::default()), Progress::default(), wait),
            (State::default(), waited(), Step::ReturnValue),
            (State::default(), last, Step::ReturnValue),
            (history.failure(9_999), Progress::default(), Step::ReturnValue),
            (history.failure(10_000), Progress::default(), wait),
            (history.abort(999), Progress::default(), after_abort),
            (history.abort(1_000), Progress::default(), wait),
        ];
        check(Freshness::Stale { max_wait }, history.now, cases);
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
        (fetching(history.refetch(0)), Progress::default(), WAIT),
        (history.failure(9_999), Progress::default(), Step::ReturnError),
        (history.failure(10_000), Progress::default(), WAIT),
        (fetching(history.failure(0)), Progress::default(), WAIT),
    ];
    check(Freshness::Incomplete { refetch_interval: MINUTE }, history.now, cases);
    let brief = Freshness::Incomplete { refetch_interval: ms(10) };
    check(brief, history.now, vec![(history.failure(10), Progress::default(), WAIT)]);
}

/// One transition: the fetch that ends, how, and whether there is then a new value, a failure, a fetch
/// in flight and a refetch on record.
#[test]
fn results_of_fetches_change_the_state() {
    let now = Instant::now();
    let (ok, err) = (Ok(Arc::new(2)), Err(error()));
    let cases = [
        ("latest succeeds", 2, now, true, &ok, (Some(2), false, false, true)),
        ("superseded succeeds", 1, now, true, &ok, (Some(2), false, true, true)),
        ("late success", 2, now, false, &ok, (Some(2), false, false, true)),
        ("older than the value", 2, now - ms(20), true, &ok, (Some(1), false, false, true)),
        ("latest fails", 2, now, true, &err, (Some(1), true, false, false)),
        ("superseded fails", 1, now, true, &err, (Some(1), false, true, true)),
        ("late failure", 2, now, false, &err, (Some(1), false, false, true)),
    ];
    for (name, number, started, is_in_time, result, expected) in cases {
        let mut state = State { refetched_at: Some(now), ..State::default() };
        state.put(Arc::new(1), now - ms(10));
        state.start(in_flight());
        state.start(in_flight());
        state.complete(number, started, is_in_time, now, result);
        let value = state.entry.as_ref().map(|entry| *entry.value);
        let (failure, in_flight) = (state.failure.is_some(), state.in_flight.is_some());
        assert_eq!((value, failure, in_flight, state.refetched_at.is_some()), expected, "{name}");
    }
}

#[test]
fn aborted_fetch_resets_the_state() {
    for (number, is_latest) in [(1, false), (2, true)] {
        let now = Instant::now();
        let mut state = State::<()> { refetched_at: Some(now), ..State::default() };
        state.start(in_flight());
        state.start(in_flight());
        state.abort(number, now);
        assert_eq!(state.in_flight.is_none(), is_latest);
        assert_eq!(state.refetched_at.is_none(), is_latest);
        assert_eq!(state.aborted_at.is_some(), is_latest);
    }
}
