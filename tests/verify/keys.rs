//! The key cache: when keys are fetched, and by how many requests.

use std::{future::poll_fn, pin::Pin, task::Poll, time::Duration};

use serde_json::{Value, json};
use stytch_api::{
    Client, Error,
    common::Jwk,
    verify::{CheckFuture, KeyCache, TokenErrorKind::UnknownKey},
};
use stytch_tests::{MockResponse, PROJECT_ID, Server};
use tokio::task::JoinSet;

use crate::setup::{Signer, accepted, advance, check, claims, key_server, key_set, rejection};

/// Returns a client of `server` with this key cache.
pub(crate) fn client_with_keys(server: &Server, keys: &KeyCache) -> Client {
    server.builder().retries(0).key_cache(keys.clone()).build().expect("a client")
}

pub(crate) fn seed(client: &Client, signers: &[&Signer]) {
    let jwks = signers.iter().map(|signer| serde_json::from_value(signer.jwk()).expect("a key"));
    client.seed_keys(&jwks.collect::<Vec<Jwk>>());
}

const MINUTE: Duration = Duration::from_secs(60);

/// Waits until the server has received so many requests.
pub(crate) async fn wait_for_requests(server: &Server, requests: usize) {
    while server.requests().len() < requests {
        tokio::task::yield_now().await;
    }
}

/// Checks the token `times` times concurrently, and asserts that it is accepted each time.
async fn check_concurrently(client: &Client, jwt: &str, times: usize) {
    let mut checks = JoinSet::new();
    for _ in 0..times {
        let (client, jwt) = (client.clone(), jwt.to_owned());
        checks.spawn(async move { check(&client, &jwt).await });
    }
    for result in checks.join_all().await {
        accepted(result);
    }
}

/// Polls `check` once, which starts a fetch or joins the one in flight, and leaves it pending.
pub(crate) async fn poll_once<T>(check: &mut Pin<Box<CheckFuture<T>>>) {
    poll_fn(|context| {
        assert!(check.as_mut().poll(context).is_pending());
        Poll::Ready(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn keys_are_fetched_once_for_concurrent_checks() {
    let signer = Signer::first();
    let (server, client) = key_server([key_set(&[signer.jwk()])]).await;
    check_concurrently(&client, &signer.jwt(&claims()), 200).await;
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn unknown_keys_cause_one_fetch_per_interval() {
    let (signer, other) = (Signer::first(), Signer::second());
    let (server, client) = key_server([key_set(&[signer.jwk()])]).await;
    accepted(check(&client, &signer.jwt(&claims())).await);
    assert_eq!(server.requests().len(), 1);
    for number in 0..1001 {
        let header = json!({ "alg": "RS256", "kid": format!("forged-{number}") });
        let forged = other.jwt_with(&header, &claims());
        assert_eq!(rejection(check(&client, &forged).await), UnknownKey);
        assert_eq!(server.requests().len(), 2);
    }
    accepted(check(&client, &signer.jwt(&claims())).await);
    advance(MINUTE).await;
    for _ in 0..3 {
        let forged = other.jwt(&claims());
        assert_eq!(rejection(check(&client, &forged).await), UnknownKey);
        assert_eq!(server.requests().len(), 3);
    }
}

#[tokio::test]
async fn tokens_of_both_keys_are_accepted_after_rotation() {
    let (old, new) = (Signer::first(), Signer::second());
    let responses = [key_set(&[old.jwk()]), key_set(&[new.jwk(), old.jwk()])];
    let (server, client) = key_server(responses).await;
    accepted(check(&client, &old.jwt(&claims())).await);
    accepted(check(&client, &new.jwt(&claims())).await);
    accepted(check(&client, &old.jwt(&claims())).await);
    accepted(check(&client, &new.jwt(&claims())).await);
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn new_key_is_fetched_once_for_concurrent_checks() {
    let (old, new) = (Signer::first(), Signer::second());
    let responses = [key_set(&[old.jwk()]), key_set(&[new.jwk()])];
    let (server, client) = key_server(responses).await;
    accepted(check(&client, &old.jwt(&claims())).await);
    check_concurrently(&client, &new.jwt(&claims()), 100).await;
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn stale_keys_are_used_while_a_fetch_hangs() {
    let signer = Signer::first();
    let (server, client) = key_server([key_set(&[signer.jwk()]), MockResponse::Hang]).await;
    let jwt = signer.jwt(&claims());
    accepted(check(&client, &jwt).await);
    advance(6 * MINUTE).await;
    for _ in 0..3 {
        // If a check waited for the fetch, it would fail after the timeout of 30 s.
        accepted(check(&client, &jwt).await);
    }
    // The refresh is a separate task.
    wait_for_requests(&server, 2).await;
    accepted(check(&client, &jwt).await);
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn withdrawn_key_is_rejected_after_the_refresh() {
    let (old, new) = (Signer::first(), Signer::second());
    let responses = [key_set(&[old.jwk()]), key_set(&[new.jwk()])];
    let (server, client) = key_server(responses).await;
    let jwt = old.jwt(&claims());
    accepted(check(&client, &jwt).await);
    advance(6 * MINUTE).await;
    accepted(check(&client, &jwt).await);
    let error = loop {
        match check(&client, &jwt).await {
            Ok(_) => tokio::task::yield_now().await,
            error => break error,
        }
    };
    assert_eq!(rejection(error), UnknownKey);
    assert!(server.requests().len() >= 2);
}

#[tokio::test]
async fn withdrawn_key_is_rejected_at_once_after_idle_time() {
    let (old, new) = (Signer::first(), Signer::second());
    let responses = [key_set(&[old.jwk()]), key_set(&[new.jwk()])];
    let (_server, client) = key_server(responses).await;
    accepted(check(&client, &old.jwt(&claims())).await);
    advance(11 * MINUTE).await;
    assert_eq!(rejection(check(&client, &old.jwt(&claims())).await), UnknownKey);
    accepted(check(&client, &new.jwt(&claims())).await);
}

#[tokio::test]
async fn check_without_keys_times_out_if_the_fetch_hangs() {
    let server = Server::start([MockResponse::Hang]).await;
    let client = server.builder().timeout(Duration::from_millis(50)).retries(0).build().unwrap();
    let error = check(&client, &Signer::first().jwt(&claims())).await.unwrap_err();
    assert!(error.is_unavailable() && error.is_timeout(), "{error:?}");
}

#[tokio::test]
async fn stale_keys_are_used_during_an_outage_for_a_limited_time() {
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
async fn failed_fetch_is_retried_after_a_cooldown() {
    let signer = Signer::first();
    let jwt = signer.jwt(&claims());
    let keys = || key_set(&[signer.jwk()]);
    let responses = [MockResponse::Close, keys(), MockResponse::Close, keys(), MockResponse::Close];
    let (server, client) = key_server(responses).await;
    // Without keys, checks return the same error for a second.
    for _ in 0..3 {
        let error = check(&client, &jwt).await.unwrap_err();
        assert!(error.is_unavailable() && error.is_transport(), "{error:?}");
    }
    assert_eq!(server.requests().len(), 1);
    advance(Duration::from_secs(1)).await;
    accepted(check(&client, &jwt).await);
    assert_eq!(server.requests().len(), 2);
    // With stale keys, no fetch starts for ten seconds.
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
async fn unknown_key_is_undecided_if_the_refetch_fails() {
    let (old, new) = (Signer::first(), Signer::second());
    let responses = [key_set(&[old.jwk()]), MockResponse::Close, key_set(&[old.jwk(), new.jwk()])];
    let (server, client) = key_server(responses).await;
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
async fn key_added_after_a_fetch_started_is_fetched() {
    let (old, new) = (Signer::first(), Signer::second());
    let responses = [key_set(&[old.jwk()]), key_set(&[old.jwk(), new.jwk()])];
    let (server, client) = key_server(responses).await;
    let (first, second) = (old.jwt(&claims()), new.jwt(&claims()));
    let mut first = Box::pin(check(&client, &first).into_future());
    poll_once(&mut first).await;
    // This check joins that fetch, whose response may be older than the token's key.
    accepted(check(&client, &second).await);
    accepted(first.await);
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn seeded_keys_are_not_replaced_by_an_earlier_fetch() {
    let (old, new) = (Signer::first(), Signer::second());
    let (server, client) = key_server([key_set(&[old.jwk()])]).await;
    let jwt = old.jwt(&claims());
    let mut first = Box::pin(check(&client, &jwt).into_future());
    poll_once(&mut first).await;
    seed(&client, &[&old, &new]);
    accepted(first.await);
    accepted(check(&client, &new.jwt(&claims())).await);
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn seeded_keys_need_no_fetch_and_are_shared() {
    let signer = Signer::first();
    let keys = KeyCache::new();
    let server = Server::start([MockResponse::Close]).await;
    let clients = [client_with_keys(&server, &keys), client_with_keys(&server, &keys.clone())];
    seed(&clients[0], &[&signer]);
    for client in clients {
        accepted(check(&client, &signer.jwt(&claims())).await);
    }
    assert_eq!(server.requests().len(), 0);
}

#[tokio::test]
async fn shared_keys_are_separated_by_project_and_base_url() {
    let signer = Signer::first();
    let keys = KeyCache::new();
    let (first, second) =
        (Server::start([MockResponse::Close]).await, Server::start([MockResponse::Close]).await);
    seed(&client_with_keys(&first, &keys), &[&signer]);

    let with_url = |project_id, url: String| {
        let builder = Client::builder(project_id, "secret-test-1").base_url(url).retries(0);
        builder.key_cache(keys.clone()).build().unwrap()
    };
    // A slash at the end of the URL makes no difference.
    let same = with_url(PROJECT_ID, format!("{}/", first.url()));
    accepted(check(&same, &signer.jwt(&claims())).await);
    seed(&with_url(PROJECT_ID, format!("{}/path", first.url())), &[&signer]);
    let same = with_url(PROJECT_ID, format!("{}/path/", first.url()));
    accepted(check(&same, &signer.jwt(&claims())).await);
    assert_eq!(first.requests().len(), 0);

    for other in [
        with_url("project-test-other", first.url()),
        with_url(PROJECT_ID, second.url()),
        with_url(PROJECT_ID, format!("{}/prefix", first.url())),
    ] {
        let error = check(&other, &signer.jwt(&claims())).await.unwrap_err();
        assert!(error.is_unavailable(), "{other:?} {error:?}");
    }
    assert_eq!((first.requests().len(), second.requests().len()), (2, 1));
}

#[tokio::test]
async fn response_without_usable_keys_does_not_replace_keys() {
    let signer = Signer::first();
    let jwt = signer.jwt(&claims());
    let without = |name: &str| {
        let mut jwk = signer.jwk();
        jwk.as_object_mut().unwrap().remove(name);
        json!({ "keys": [jwk] })
    };
    let mut even_modulus = json!({ "keys": [signer.jwk()] });
    even_modulus["keys"][0]["n"] = json!("wsLC".repeat(85) + "wg");
    for unusable in [
        json!({ "keys": [] }),
        json!({ "keys": null }),
        json!({ "keys": {} }),
        json!({}),
        json!([]),
        json!({ "keys": [{}] }),
        json!({ "keys": [null, 7, "key", []] }),
        json!({ "keys": [{ "kty": "EC", "alg": "ES256", "kid": signer.kid }] }),
        without("n"),
        without("e"),
        without("kty"),
        even_modulus,
    ] {
        let response = MockResponse::json(unusable.to_string());
        let (server, client) = key_server([key_set(&[signer.jwk()]), response.clone()]).await;
        accepted(check(&client, &jwt).await);
        // The check waits for the refresh, which fails.
        advance(11 * MINUTE).await;
        for _ in 0..3 {
            accepted(check(&client, &jwt).await);
        }
        assert_eq!(server.requests().len(), 2, "{unusable}");

        // Without keys, checks return the same error for a second. It has the body.
        let (server, client) = key_server([response]).await;
        let first = check(&client, &jwt).await.unwrap_err();
        // From here on, the clock stands still.
        tokio::time::pause();
        for error in [first, check(&client, &jwt).await.unwrap_err()] {
            let Error::Unavailable(error) = error else { panic!("{error:?}") };
            assert!(error.cause().is_decode(), "{unusable} {error:?}");
            assert_eq!(error.cause().body().unwrap(), unusable.to_string().as_bytes());
        }
        tokio::time::resume();
        assert_eq!(server.requests().len(), 1, "{unusable}");
    }
}

#[tokio::test]
async fn odd_entries_of_a_key_set_are_skipped() {
    let signer = Signer::first();
    let with = |name: &str, value: Value| {
        let mut jwk = signer.jwk();
        jwk[name] = value;
        jwk
    };
    for odd in [
        with("key_ops", json!("verify")),
        with("kid", json!(17)),
        with("kid", json!(null)),
        with("n", json!(null)),
        with("e", json!([])),
        with("x5c", json!("certificate")),
        json!(null),
        json!([]),
        json!("key0"),
        json!({}),
    ] {
        for set in [[odd.clone(), signer.jwk()], [signer.jwk(), odd.clone()]] {
            let (_server, client) = key_server([key_set(&set)]).await;
            accepted(check(&client, &signer.jwt(&claims())).await);
        }
    }
}
