use std::{
    future::{pending, poll_fn},
    pin::Pin,
    sync::atomic::{AtomicUsize, Ordering},
    task::Poll,
};

use tokio::runtime::{Builder, Runtime};

use super::*;
use crate::{common::m2m::TokenRequest, schema::Endpoint as _};

fn spec() -> FetchSpec {
    FetchSpec { endpoint: TokenRequest::spec(), timeout: Duration::from_secs(30) }
}

fn expired<T>(_: &Entry<T>) -> Freshness {
    Freshness::Expired
}

#[tokio::test]
async fn panicking_fetch_is_an_error() {
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
    tokio::time::sleep(Duration::from_millis(2)).await;
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
    std::thread::sleep(Duration::from_millis(2));
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
fn lookup_starts_its_own_fetch_after_aborts() {
    let cache = Arc::new(SingleFlight::<()>::default());
    let mut lookup = Box::pin(cache.get(spec(), expired, || async { Ok(()) }));
    for _ in 1..MAX_ATTEMPTS {
        // The lookup joins another caller's fetch, which is then aborted with its runtime.
        let runtime = runtime();
        poll_once(&runtime, &mut Box::pin(cache.get(spec(), expired, pending)));
        poll_once(&runtime, &mut lookup);
    }
    let last = runtime();
    poll_once(&last, &mut Box::pin(cache.get(spec(), expired, pending)));
    last.block_on(lookup).unwrap();
}

#[test]
fn lookup_waits_for_no_fetch_of_another_runtime() {
    let cache = Arc::new(SingleFlight::<u32>::default());
    // This fetch never ends, as if its runtime were not driven.
    let idle = runtime();
    let mut waiting = Box::pin(cache.get(spec(), expired, pending));
    poll_once(&idle, &mut waiting);
    let fetches = AtomicUsize::new(0);
    let fetch = || {
        fetches.fetch_add(1, Ordering::Relaxed);
        async { Ok(7) }
    };
    let own = runtime();
    let lookups = async {
        tokio::join!(
            cache.get(spec(), |_| Freshness::Fresh, fetch),
            cache.get(spec(), |_| Freshness::Fresh, fetch)
        )
    };
    let (first, second) = own.block_on(lookups);
    assert_eq!((*first.unwrap(), *second.unwrap()), (7, 7));
    assert_eq!(fetches.load(Ordering::Relaxed), 1, "the lookups of one runtime share a fetch");
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
