//! Fetches of keys across runtimes that block, stop or shut down, and callers that give up.

use std::{
    error::Error as _,
    task::{Context, Poll, Waker},
    time::Duration,
};

use stytch_api::{Client, verify::KeyCache};
use stytch_tests::{MockResponse, PROJECT_ID, Server};
use tokio::runtime::{Builder, Runtime};

use crate::{
    keys::{client_with_keys, poll_once, seed, wait_for_requests},
    setup::{Signer, accepted, check, claims, key_server, key_set},
};

/// A runtime that goes on while it is blocked on, and no longer.
fn current_thread_runtime() -> Runtime {
    Builder::new_current_thread().enable_all().build().expect("a runtime")
}

#[tokio::test]
async fn a_client_waits_no_longer_than_its_own_timeout() {
    let signer = Signer::first();
    let jwt = signer.jwt(&claims());
    let server = Server::start([MockResponse::Hang]).await;
    let keys = KeyCache::new();
    let patient = client_with_keys(&server, &keys);
    let mut patient = Box::pin(check(&patient, &jwt).into_future());
    poll_once(&mut patient).await;
    wait_for_requests(&server, 1).await;
    let hasty = server.builder().retries(0).timeout(Duration::from_millis(50)).key_cache(keys);
    let error = check(&hasty.build().unwrap(), &jwt).await.unwrap_err();
    assert!(error.is_unavailable() && error.is_timeout(), "{error:?}");
    // The other still waits.
    poll_once(&mut patient).await;
    assert_eq!(server.requests().len(), 1);
}

#[test]
fn outside_of_a_runtime_keys_at_hand_are_used() {
    let signer = Signer::first();
    let keys = KeyCache::new().max_age(Duration::ZERO);
    seed(&keys, &[&signer]);
    let client = Client::builder(PROJECT_ID, "secret-test-1").key_cache(keys).build().unwrap();
    let checked = |jwt: &str| {
        let mut check = Box::pin(check(&client, jwt).into_future());
        match check.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(checked) => checked,
            Poll::Pending => panic!("it waits for what nothing can drive"),
        }
    };
    accepted(checked(&signer.jwt(&claims())));
    for _ in 0..2 {
        // No more is known of this one.
        let error = checked(&Signer::second().jwt(&claims())).unwrap_err();
        assert!(error.is_unavailable(), "{error:?}");
        let problem = error.source().unwrap().to_string();
        assert!(problem.contains("from within a tokio runtime"), "{problem}");
    }
}

#[tokio::test]
async fn a_caller_who_gives_up_takes_nothing_from_the_others() {
    let signer = Signer::first();
    let (server, client) = key_server([key_set(&[signer.jwk()])]).await;
    let jwt = signer.jwt(&claims());
    let mut first = Box::pin(check(&client, &jwt).into_future());
    // Begins the fetch, and is gone before it can end.
    poll_once(&mut first).await;
    wait_for_requests(&server, 1).await;
    drop(first);
    accepted(check(&client, &jwt).await);
    assert_eq!(server.requests().len(), 1);
}

#[test]
fn a_fetch_whose_runtime_ends_is_begun_again() {
    let signer = Signer::first();
    let jwt = signer.jwt(&claims());
    let serving = Runtime::new().unwrap();
    let server = serving.block_on(Server::start([key_set(&[signer.jwk()])]));
    let keys = KeyCache::new();
    let first = client_with_keys(&server, &keys);
    let abandoned = current_thread_runtime();
    abandoned.block_on(poll_once(&mut Box::pin(check(&first, &jwt).into_future())));
    drop(abandoned);
    let second = client_with_keys(&server, &keys);
    accepted(current_thread_runtime().block_on(async { check(&second, &jwt).await }));
}

#[test]
fn a_fetch_whose_runtime_stands_still_is_begun_again() {
    let (signer, old) = (Signer::first(), Signer::second());
    let jwt = signer.jwt(&claims());
    // One that the first keys wait for, and one that is for the sake of a new key.
    for seeded in [&[][..], &[&old]] {
        let serving = Runtime::new().unwrap();
        let server = serving.block_on(Server::start([key_set(&[signer.jwk()])]));
        let keys = KeyCache::new();
        if !seeded.is_empty() {
            seed(&keys, seeded);
        }
        let client = || {
            let builder = server.builder().retries(0).timeout(Duration::from_millis(500));
            builder.key_cache(keys.clone()).build().unwrap()
        };
        let first = client();
        let idle = current_thread_runtime();
        let mut pending = Box::pin(check(&first, &jwt).into_future());
        idle.block_on(poll_once(&mut pending));
        let second = client();
        accepted(current_thread_runtime().block_on(async { check(&second, &jwt).await }));
        // Driven again, its own check ends well, too, and asks nothing.
        accepted(idle.block_on(pending));
        assert_eq!(server.requests().len(), 1);
    }
}

#[test]
fn a_check_can_be_waited_for() {
    let signer = Signer::first();
    let serving = Runtime::new().unwrap();
    let server = serving.block_on(Server::start([key_set(&[signer.jwk()])]));
    let client = server.client();
    let jwt = signer.jwt(&claims());
    accepted(check(&client, &jwt).wait());
    accepted(check(&client, &jwt).wait());
    assert_eq!(server.requests().len(), 1);
}
