use std::{
    future::{pending, poll_fn},
    pin::Pin,
    sync::atomic::{AtomicUsize, Ordering},
    task::Poll,
};

use tokio::runtime::{Builder, Runtime};

use super::*;
use crate::{common::m2m::TokenRequest, schema::Endpoint as _};

/// Nothing has happened yet.
const START: Snapshot = Snapshot {
    freshness: Freshness::Expired,
    can_wait: true,
    has_failed: false,
    is_in_flight: false,
    failure: None,
    refetch: None,
    abort: None,
};
const WAIT: Step = Step::Wait { max_wait: None };

const fn ms(milliseconds: u64) -> Duration {
    Duration::from_millis(milliseconds)
}

#[test]
fn fresh_values_are_returned_and_expired_ones_fetched() {
    let fresh = Snapshot { freshness: Freshness::Fresh, ..START };
    let cases = [
        (fresh, Step::ReturnValue),
        (Snapshot { failure: Some(ms(0)), has_failed: true, ..fresh }, Step::ReturnValue),
        (START, WAIT),
        (Snapshot { is_in_flight: true, ..START }, WAIT),
        (Snapshot { failure: Some(ms(999)), ..START }, Step::ReturnError),
        (Snapshot { failure: Some(ms(1_000)), ..START }, WAIT),
        (Snapshot { failure: Some(ms(0)), is_in_flight: true, ..START }, WAIT),
        (Snapshot { has_failed: true, ..START }, Step::ReturnError),
        (Snapshot { can_wait: false, ..START }, WAIT),
        (Snapshot { abort: Some(ms(0)), ..START }, WAIT),
    ];
    for (snapshot, expected) in cases {
        assert_eq!(evaluate(snapshot), expected, "{snapshot:?}");
    }
}

#[test]
fn stale_values_are_returned_unless_a_fetch_is_worthwhile() {
    for max_wait in [Duration::ZERO, STALE_WAIT] {
        let stale = Snapshot { freshness: Freshness::Stale { max_wait }, ..START };
        let wait = Step::Wait { max_wait: Some(max_wait) };
        let after_abort = if max_wait.is_zero() { Step::ReturnValue } else { wait };
        let cases = [
            (stale, wait),
            (Snapshot { is_in_flight: true, ..stale }, wait),
            (Snapshot { can_wait: false, ..stale }, Step::ReturnValue),
            (Snapshot { failure: Some(ms(9_999)), ..stale }, Step::ReturnValue),
            (Snapshot { failure: Some(ms(10_000)), ..stale }, wait),
            (Snapshot { abort: Some(ms(999)), ..stale }, after_abort),
            (Snapshot { abort: Some(ms(1_000)), ..stale }, wait),
        ];
        for (snapshot, expected) in cases {
            assert_eq!(evaluate(snapshot), expected, "{snapshot:?}");
        }
    }
}

#[test]
fn incomplete_values_are_fetched_once_per_interval() {
    let minute = Duration::from_secs(60);
    let incomplete =
        Snapshot { freshness: Freshness::Incomplete { refetch_interval: minute }, ..START };
    let brief = Freshness::Incomplete { refetch_interval: ms(10) };
    let cases = [
        (incomplete, WAIT),
        (Snapshot { refetch: Some(ms(59_999)), ..incomplete }, Step::ReturnValue),
        (Snapshot { refetch: Some(ms(60_000)), ..incomplete }, WAIT),
        (Snapshot { refetch: Some(ms(0)), is_in_flight: true, ..incomplete }, WAIT),
        (Snapshot { failure: Some(ms(9_999)), ..incomplete }, Step::ReturnError),
        (Snapshot { failure: Some(ms(10_000)), ..incomplete }, WAIT),
        (Snapshot { failure: Some(ms(10)), freshness: brief, ..incomplete }, WAIT),
        (Snapshot { failure: Some(ms(0)), is_in_flight: true, ..incomplete }, WAIT),
        (Snapshot { has_failed: true, ..incomplete }, Step::ReturnError),
    ];
    for (snapshot, expected) in cases {
        assert_eq!(evaluate(snapshot), expected, "{snapshot:?}");
    }
}

fn spec() -> FetchSpec {
    FetchSpec { endpoint: TokenRequest::spec(), timeout: Duration::from_secs(30) }
}

fn expired<T>(_: &Entry<T>) -> Freshness {
    Freshness::Expired
}

#[tokio::test]
async fn a_fetch_that_panics_is_an_error() {
    let cache = Arc::new(SingleFlight::<()>::default());
    let fetches = AtomicUsize::new(0);
    let fetch = || {
        fetches.fetch_add(1, Ordering::Relaxed);
        async { panic!("a user's resolver may panic") }
    };
    let error = cache.get(spec(), expired, fetch).await.unwrap_err();
    assert!(error.is_transport() && !error.is_timeout(), "{error:?}");
    cache.get(spec(), expired, fetch).await.unwrap_err();
    assert_eq!(fetches.load(Ordering::Relaxed), 1);
    cache.put(());
    // The clock may be too coarse to tell the value from one that was requested by these lookups.
    tokio::time::sleep(ms(2)).await;
    let incomplete =
        |_: &Entry<()>| Freshness::Incomplete { refetch_interval: Duration::from_secs(60) };
    for _ in 0..2 {
        assert!(cache.get(spec(), incomplete, fetch).await.unwrap_err().is_transport());
    }
    assert_eq!(fetches.load(Ordering::Relaxed), 2);
}

#[test]
fn short_lived_runtimes_start_one_background_fetch() {
    let cache = Arc::new(SingleFlight::<()>::default());
    cache.put(());
    std::thread::sleep(ms(2));
    let fetches = AtomicUsize::new(0);
    let fetch = || {
        fetches.fetch_add(1, Ordering::Relaxed);
        pending()
    };
    for _ in 0..10 {
        let stale = |_: &Entry<()>| Freshness::Stale { max_wait: Duration::ZERO };
        runtime().block_on(cache.get(spec(), stale, fetch)).unwrap();
    }
    assert_eq!(fetches.load(Ordering::Relaxed), 1);
}

#[test]
fn a_lookup_whose_fetches_are_aborted_starts_its_own() {
    let cache = Arc::new(SingleFlight::<()>::default());
    let mut lookup = Box::pin(cache.get(spec(), expired, || async { Ok(()) }));
    let own = runtime();
    for _ in 0..MAX_ATTEMPTS {
        // The lookup joins another caller's fetch, which is then aborted with its runtime.
        let other = runtime();
        poll_once(&other, &mut Box::pin(cache.get(spec(), expired, pending)));
        poll_once(&own, &mut lookup);
    }
    own.block_on(lookup).unwrap();
}

fn runtime() -> Runtime {
    Builder::new_current_thread().enable_all().build().unwrap()
}

fn poll_once(runtime: &Runtime, lookup: &mut Pin<Box<impl Future>>) {
    runtime.block_on(poll_fn(|context| {
        assert!(lookup.as_mut().poll(context).is_pending());
        Poll::Ready(())
    }));
}
