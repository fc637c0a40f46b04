//! When keys are fetched, and how many calls that takes.

use std::{future::poll_fn, pin::Pin, task::Poll, time::Duration};

use serde_json::json;
use stytch_api::{
    Client,
    common::Jwk,
    verify::{CheckFuture, KeyCache, TokenErrorKind::UnknownKey},
};
use stytch_tests::{MockResponse, PROJECT_ID, Server};
use tokio::task::JoinSet;

use crate::setup::{Signer, accepted, advance, check, claims, key_server, key_set, rejection};

/// A client of `server` with a key cache.
pub(crate) fn client_with_keys(server: &Server, keys: &KeyCache) -> Client {
    server.builder().retries(0).key_cache(keys.clone()).build().expect("a client")
}

pub(crate) fn seed(keys: &KeyCache, signers: &[&Signer]) {
    let jwks = signers.iter().map(|signer| serde_json::from_value(signer.jwk()).expect("a key"));
    keys.seed(PROJECT_ID, &jwks.collect::<Vec<Jwk>>());
}

const MINUTE: Duration = Duration::from_secs(60);

/// Waits until so many requests have arrived.
pub(crate) async fn wait_for_requests(server: &Server, requests: usize) {
    while server.requests().len() < requests {
        tokio::task::yield_now().await;
    }
}

/// Checks the token `times` times at once: it is good each time.
async fn check_concurrently(client: &Client, jwt: &str, times: usize) {
    let mut checks = JoinSet::new();
    for _ in 0..times {
        let (client, jwt) = (client.clone(), jwt.to_owned());
        checks.spawn(async move { check(&client, &jwt).await });
    }
    for checked in checks.join_all().await {
        accepted(checked);
    }
}

/// Polls `check` once, which begins its fetch or joins one, and does not drive it any further.
pub(crate) async fn poll_once<T>(check: &mut Pin<Box<CheckFuture<T>>>) {
    poll_fn(|context| {
        assert!(check.as_mut().poll(context).is_pending());
        Poll::Ready(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn however_many_wait_the_keys_are_fetched_once() {
    let signer = Signer::first();
    let (server, client) = key_server([key_set(&[signer.jwk()])]).await;
    check_concurrently(&client, &signer.jwt(&claims()), 200).await;
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn an_unknown_key_has_the_keys_fetched_once_in_an_interval() {
    let (signer, stranger) = (Signer::first(), Signer::second());
    let (server, client) = key_server([key_set(&[signer.jwk()])]).await;
    accepted(check(&client, &signer.jwt(&claims())).await);
    assert_eq!(server.requests().len(), 1);
    for number in 0..1001 {
        let header = json!({ "alg": "RS256", "kid": format!("forged-{number}") });
        let forged = stranger.jwt_with(&header, &claims());
        assert_eq!(rejection(check(&client, &forged).await), UnknownKey);
        assert_eq!(server.requests().len(), 2);
    }
    accepted(check(&client, &signer.jwt(&claims())).await);
    advance(MINUTE).await;
    for _ in 0..3 {
        let forged = stranger.jwt(&claims());
        assert_eq!(rejection(check(&client, &forged).await), UnknownKey);
        assert_eq!(server.requests().len(), 3);
    }
}

#[tokio::test]
async fn after_a_rotation_tokens_of_both_keys_are_good() {
    let (old, new) = (Signer::first(), Signer::second());
    let sets = [key_set(&[old.jwk()]), key_set(&[new.jwk(), old.jwk()])];
    let (server, client) = key_server(sets).await;
    accepted(check(&client, &old.jwt(&claims())).await);
    accepted(check(&client, &new.jwt(&claims())).await);
    accepted(check(&client, &old.jwt(&claims())).await);
    accepted(check(&client, &new.jwt(&claims())).await);
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_new_key_is_good_for_all_who_come_with_it_at_once() {
    let (old, new) = (Signer::first(), Signer::second());
    let sets = [key_set(&[old.jwk()]), key_set(&[new.jwk()])];
    let (server, client) = key_server(sets).await;
    accepted(check(&client, &old.jwt(&claims())).await);
    check_concurrently(&client, &new.jwt(&claims()), 100).await;
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn keys_that_hang_are_not_waited_for_where_there_are_some() {
    let signer = Signer::first();
    let (server, client) = key_server([key_set(&[signer.jwk()]), MockResponse::Hang]).await;
    let jwt = signer.jwt(&claims());
    accepted(check(&client, &jwt).await);
    advance(6 * MINUTE).await;
    for _ in 0..3 {
        // The timeout is 30 s: were they waited for, this would end in an error.
        accepted(check(&client, &jwt).await);
    }
    // The refresh is a task of its own.
    wait_for_requests(&server, 2).await;
    accepted(check(&client, &jwt).await);
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn a_withdrawn_key_is_refused_once_that_is_known() {
    let (old, new) = (Signer::first(), Signer::second());
    let sets = [key_set(&[old.jwk()]), key_set(&[new.jwk()])];
    let (server, client) = key_server(sets).await;
    let jwt = old.jwt(&claims());
    accepted(check(&client, &jwt).await);
    advance(6 * MINUTE).await;
    let mut checked = check(&client, &jwt).await;
    accepted(checked);
    loop {
        checked = check(&client, &jwt).await;
        if checked.is_err() {
            break;
        }
        tokio::task::yield_now().await;
    }
    assert_eq!(rejection(checked), UnknownKey);
    assert!(server.requests().len() >= 2);
}

#[tokio::test]
async fn after_a_quiet_time_a_withdrawn_key_is_refused_at_once() {
    let (old, new) = (Signer::first(), Signer::second());
    let sets = [key_set(&[old.jwk()]), key_set(&[new.jwk()])];
    let (_server, client) = key_server(sets).await;
    accepted(check(&client, &old.jwt(&claims())).await);
    advance(11 * MINUTE).await;
    assert_eq!(rejection(check(&client, &old.jwt(&claims())).await), UnknownKey);
    accepted(check(&client, &new.jwt(&claims())).await);
}

#[tokio::test]
async fn without_keys_a_hang_is_a_timeout() {
    let server = Server::start([MockResponse::Hang]).await;
    let client = server.builder().timeout(Duration::from_millis(50)).retries(0).build().unwrap();
    let error = check(&client, &Signer::first().jwt(&claims())).await.unwrap_err();
    assert!(error.is_unavailable() && error.is_timeout(), "{error:?}");
}

#[tokio::test]
async fn known_keys_stay_in_use_while_stytch_is_down_for_a_set_time() {
    let signer = Signer::first();
    let jwt = signer.jwt(&claims());
    let server = Server::start([key_set(&[signer.jwk()]), MockResponse::Close]).await;
    let client = client_with_keys(&server, &KeyCache::new().stale_for(60 * MINUTE));
    accepted(check(&client, &jwt).await);
    for time in [6 * MINUTE, 30 * MINUTE, 28 * MINUTE] {
        advance(time).await;
        accepted(check(&client, &jwt).await);
    }
    advance(2 * MINUTE).await;
    let error = check(&client, &jwt).await.unwrap_err();
    assert!(error.is_unavailable() && !error.is_timeout(), "{error:?}");
}

#[tokio::test]
async fn after_a_failure_there_is_a_pause() {
    let signer = Signer::first();
    let jwt = signer.jwt(&claims());
    let good_set = || key_set(&[signer.jwk()]);
    let answers =
        [MockResponse::Close, good_set(), MockResponse::Close, good_set(), MockResponse::Close];
    let (server, client) = key_server(answers).await;
    // Without a key there is nothing to go on with, and nobody asks again within a second.
    for _ in 0..3 {
        let error = check(&client, &jwt).await.unwrap_err();
        assert!(error.is_unavailable() && error.is_transport(), "{error:?}");
    }
    assert_eq!(server.requests().len(), 1);
    advance(Duration::from_secs(1)).await;
    accepted(check(&client, &jwt).await);
    assert_eq!(server.requests().len(), 2);
    // With one, for ten seconds.
    advance(11 * MINUTE).await;
    for _ in 0..3 {
        accepted(check(&client, &jwt).await);
    }
    advance(Duration::from_secs(9)).await;
    accepted(check(&client, &jwt).await);
    assert_eq!(server.requests().len(), 3);
    advance(Duration::from_secs(1)).await;
    accepted(check(&client, &jwt).await);
    accepted(check(&client, &jwt).await);
    assert_eq!(server.requests().len(), 4);
}

#[tokio::test]
async fn a_refetch_that_failed_leaves_a_new_key_undecided() {
    let (old, new) = (Signer::first(), Signer::second());
    let sets = [key_set(&[old.jwk()]), MockResponse::Close, key_set(&[old.jwk(), new.jwk()])];
    let (server, client) = key_server(sets).await;
    accepted(check(&client, &old.jwt(&claims())).await);
    for _ in 0..3 {
        let error = check(&client, &new.jwt(&claims())).await.unwrap_err();
        assert!(error.is_unavailable() && error.is_transport(), "{error:?}");
    }
    accepted(check(&client, &old.jwt(&claims())).await);
    assert_eq!(server.requests().len(), 2);
    advance(Duration::from_secs(10)).await;
    accepted(check(&client, &new.jwt(&claims())).await);
    assert_eq!(server.requests().len(), 3);
}

#[tokio::test]
async fn a_key_that_came_after_the_fetch_began_is_looked_for() {
    let (old, new) = (Signer::first(), Signer::second());
    let sets = [key_set(&[old.jwk()]), key_set(&[old.jwk(), new.jwk()])];
    let (server, client) = key_server(sets).await;
    let (first, second) = (old.jwt(&claims()), new.jwt(&claims()));
    let mut first = Box::pin(check(&client, &first).into_future());
    poll_once(&mut first).await;
    // It waits for that fetch, which may have been answered before its key was made.
    accepted(check(&client, &second).await);
    accepted(first.await);
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn keys_that_are_seeded_stay_when_an_older_answer_comes() {
    let (old, new) = (Signer::first(), Signer::second());
    let keys = KeyCache::new();
    let server = Server::start([key_set(&[old.jwk()])]).await;
    let client = client_with_keys(&server, &keys);
    let jwt = old.jwt(&claims());
    let mut first = Box::pin(check(&client, &jwt).into_future());
    poll_once(&mut first).await;
    seed(&keys, &[&old, &new]);
    accepted(first.await);
    accepted(check(&client, &new.jwt(&claims())).await);
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn seeded_keys_need_no_call_and_are_shared() {
    let signer = Signer::first();
    let keys = KeyCache::new();
    seed(&keys, &[&signer]);
    let server = Server::start([MockResponse::Close]).await;
    for client in [client_with_keys(&server, &keys), client_with_keys(&server, &keys.clone())] {
        accepted(check(&client, &signer.jwt(&claims())).await);
    }
    assert_eq!(server.requests().len(), 0);

    // Keys of one project are none of another.
    let other = Client::builder("project-test-other", "secret-test-1").base_url(server.url());
    let other = other.retries(0).key_cache(keys).build().unwrap();
    let error = check(&other, &signer.jwt(&claims())).await.unwrap_err();
    assert!(error.is_unavailable(), "{error:?}");
}
