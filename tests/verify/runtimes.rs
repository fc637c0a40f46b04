//! Key fetches when a runtime is missing, idle or shut down, and when a caller is dropped or times out.

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

/// The timeout of a check whose fetch never ends.
const HOUR: Duration = Duration::from_secs(3600);
/// The timeout of a check that would fail after it if it waited for such a fetch.
const SHORT: Duration = Duration::from_secs(10);

fn client_with_timeout(server: &Server, keys: &KeyCache, timeout: Duration) -> Client {
    let builder = server.builder().retries(0).timeout(timeout).key_cache(keys.clone());
    builder.build().expect("a valid client")
}

/// Returns a runtime that makes progress only inside `block_on`.
fn current_thread_runtime() -> Runtime {
    Builder::new_current_thread().enable_all().build().expect("a runtime")
}

#[tokio::test]
async fn check_waits_no_longer_than_its_clients_timeout() {
    let signer = Signer::first();
    let jwt = signer.jwt(&claims());
    let server = Server::start([MockResponse::Hang]).await;
    let keys = KeyCache::new();
    let first = client_with_keys(&server, &keys);
    let mut first = Box::pin(check(&first, &jwt).into_future());
    poll_once(&mut first).await;
    wait_for_requests(&server, 1).await;
    let second = server.builder().retries(0).timeout(Duration::from_millis(50)).key_cache(keys);
    let error = check(&second.build().unwrap(), &jwt).await.unwrap_err();
    assert!(error.is_unavailable() && error.is_timeout(), "{error:?}");
    // The first check still waits.
    poll_once(&mut first).await;
    assert_eq!(server.requests().len(), 1);
}

#[test]
fn cached_keys_are_used_outside_of_a_runtime() {
    let signer = Signer::first();
    let keys = KeyCache::new().max_age(Duration::ZERO);
    let client = Client::builder(PROJECT_ID, "secret-test-1").key_cache(keys).build().unwrap();
    seed(&client, &[&signer]);
    let poll = |jwt: &str| {
        let mut check = Box::pin(check(&client, jwt).into_future());
        match check.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(result) => result,
            Poll::Pending => panic!("pending outside of a runtime"),
        }
    };
    accepted(poll(&signer.jwt(&claims())));
    for _ in 0..2 {
        // This key is not cached.
        let error = poll(&Signer::second().jwt(&claims())).unwrap_err();
        assert!(error.is_unavailable(), "{error:?}");
        let problem = error.source().unwrap().to_string();
        assert!(problem.contains("from within a tokio runtime"), "{problem}");
    }
}

#[tokio::test]
async fn dropped_check_does_not_cancel_the_shared_fetch() {
    let signer = Signer::first();
    let (server, client) = key_server([key_set(&[signer.jwk()])]).await;
    let jwt = signer.jwt(&claims());
    let mut first = Box::pin(check(&client, &jwt).into_future());
    // Starts the fetch, and is dropped before it completes.
    poll_once(&mut first).await;
    wait_for_requests(&server, 1).await;
    drop(first);
    accepted(check(&client, &jwt).await);
    assert_eq!(server.requests().len(), 1);
}

#[test]
fn fetch_is_restarted_if_its_runtime_shuts_down() {
    let signer = Signer::first();
    let jwt = signer.jwt(&claims());
    let server_runtime = Runtime::new().unwrap();
    let server = server_runtime.block_on(Server::start([key_set(&[signer.jwk()])]));
    let keys = KeyCache::new();
    let first = client_with_keys(&server, &keys);
    let first_runtime = current_thread_runtime();
    first_runtime.block_on(poll_once(&mut Box::pin(check(&first, &jwt).into_future())));
    drop(first_runtime);
    let second = client_with_keys(&server, &keys);
    accepted(current_thread_runtime().block_on(async { check(&second, &jwt).await }));
}

#[test]
fn check_does_not_wait_for_the_fetch_of_an_idle_runtime() {
    let (signer, old) = (Signer::first(), Signer::second());
    let jwt = signer.jwt(&claims());
    // A fetch of the first keys, and one of a new key.
    for seeded in [&[][..], &[&old]] {
        let server_runtime = Runtime::new().unwrap();
        let server = server_runtime.block_on(Server::start([key_set(&[signer.jwk()])]));
        let keys = KeyCache::new();
        let first = client_with_timeout(&server, &keys, HOUR);
        if !seeded.is_empty() {
            seed(&first, seeded);
        }
        let idle_runtime = current_thread_runtime();
        let mut pending = Box::pin(check(&first, &jwt).into_future());
        idle_runtime.block_on(poll_once(&mut pending));
        let second = client_with_timeout(&server, &keys, SHORT);
        accepted(current_thread_runtime().block_on(async { check(&second, &jwt).await }));
        // Once its runtime is driven again, the first check succeeds without another request.
        accepted(idle_runtime.block_on(pending));
        assert_eq!(server.requests().len(), 1);
    }
}

#[test]
fn blocking_check_does_not_wait_for_an_async_fetch() {
    let signer = Signer::first();
    let jwt = signer.jwt(&claims());
    let server_runtime = Runtime::new().unwrap();
    // The first fetch never gets a response.
    let server =
        server_runtime.block_on(Server::start([MockResponse::Hang, key_set(&[signer.jwk()])]));
    let keys = KeyCache::new();
    let first = client_with_timeout(&server, &keys, HOUR);
    let runtime = current_thread_runtime();
    let mut pending = Box::pin(check(&first, &jwt).into_future());
    runtime.block_on(async {
        poll_once(&mut pending).await;
        wait_for_requests(&server, 1).await;
    });
    let second = client_with_timeout(&server, &keys, SHORT);
    // This blocks the only thread of the first check's runtime.
    runtime.block_on(async { accepted(check(&second, &jwt).wait()) });
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn async_check_does_not_wait_for_a_blocking_fetch() {
    let signer = Signer::first();
    let jwt = signer.jwt(&claims());
    let server = Server::start([MockResponse::Hang, key_set(&[signer.jwk()])]).await;
    let keys = KeyCache::new();
    let first = client_with_timeout(&server, &keys, HOUR);
    std::thread::spawn({
        let jwt = jwt.clone();
        move || check(&first, &jwt).wait().map(drop)
    });
    wait_for_requests(&server, 1).await;
    accepted(check(&client_with_timeout(&server, &keys, SHORT), &jwt).await);
    assert_eq!(server.requests().len(), 2);
}

#[test]
fn check_can_block_the_thread() {
    let signer = Signer::first();
    let server_runtime = Runtime::new().unwrap();
    let server = server_runtime.block_on(Server::start([key_set(&[signer.jwk()])]));
    let client = server.client();
    let jwt = signer.jwt(&claims());
    accepted(check(&client, &jwt).wait());
    accepted(check(&client, &jwt).wait());
    assert_eq!(server.requests().len(), 1);
}
