//! Checks with `LocalThenRemote`: which local rejections Stytch decides about, and how often.

use std::time::Duration;

use serde_json::json;
use stytch_api::{
    ErrorType,
    verify::{
        JwtPolicy::{LocalOnly, LocalThenRemote},
        TokenErrorKind::{InvalidAudience, NotYetValid, UnknownKey},
    },
};
use stytch_tests::{MockResponse, Server};

use crate::{
    keys::seed,
    setup::{
        ISSUED, Signer, accepted, advance, check, claims, claims_with, key_server, key_set,
        rejection,
    },
};

/// Stytch's response to a valid session.
fn authenticated() -> MockResponse {
    let body = json!({
        "member_session": { "member_id": "member-test-1" },
        "session_token": "token-1",
        "session_jwt": "jwt-1",
        "member": {},
        "organization": {},
    });
    MockResponse::json(body.to_string())
}

/// Stytch's response to a forged JWT.
fn rejected() -> MockResponse {
    MockResponse::status(401, r#"{"error_type":"unauthorized_session"}"#)
}

/// Signs a token with a key ID that is made up.
fn forged(kid: &str) -> String {
    Signer::second().jwt_with(&json!({ "alg": "RS256", "kid": kid }), &claims())
}

#[tokio::test]
async fn stytch_decides_about_a_jwt_that_is_not_valid_yet() {
    let signer = Signer::first();
    let (server, client) = key_server([key_set(&[signer.jwk()]), authenticated()]).await;
    for mut changes in [json!({ "iat": ISSUED + 100 }), json!({ "nbf": ISSUED + 100 })] {
        let jwt = signer.jwt(&claims_with(&changes));
        assert_eq!(rejection(check(&client, &jwt).await), NotYetValid);
        let verified = accepted(check(&client, &jwt).policy(LocalThenRemote).await);
        assert!(verified.renewed.is_some());
        // Another fault takes precedence.
        changes["aud"] = json!("another");
        let jwt = signer.jwt(&claims_with(&changes));
        let result = check(&client, &jwt).policy(LocalThenRemote).await;
        assert_eq!(rejection(result), InvalidAudience);
    }
    assert_eq!(server.requests().len(), 3);
}

#[tokio::test]
async fn stytch_decides_about_a_key_that_cannot_be_fetched_yet() {
    let (old, new) = (Signer::first(), Signer::second());
    let responses =
        [key_set(&[old.jwk()]), rejected(), authenticated(), key_set(&[old.jwk(), new.jwk()])];
    let (server, client) = key_server(responses).await;
    seed(&client, &[&old]);
    let genuine = new.jwt(&claims());
    let forged = [forged("forged-1"), forged("forged-2")];

    // This key does not exist: the set was fetched for this check.
    let result = check(&client, &forged[0]).policy(LocalThenRemote).await;
    assert_eq!(rejection(result), UnknownKey);
    assert_eq!(server.requests().len(), 1);
    // From now on, it is too early for another fetch.
    assert_eq!(rejection(check(&client, &genuine).policy(LocalOnly).await), UnknownKey);
    assert_eq!(server.requests().len(), 1);
    let error = check(&client, &forged[1]).policy(LocalThenRemote).await.unwrap_err();
    assert_eq!(error.error_type().map(ErrorType::as_str), Some("unauthorized_session"));
    let verified = accepted(check(&client, &genuine).policy(LocalThenRemote).await);
    assert!(verified.renewed.is_some());
    assert_eq!(server.requests().len(), 3);
    // Stytch knows the key, so the next check fetches it.
    for policy in [LocalThenRemote, LocalOnly] {
        assert_eq!(accepted(check(&client, &genuine).policy(policy).await).renewed, None);
    }
    assert_eq!(server.requests().len(), 4);
}

#[tokio::test]
async fn forged_keys_cause_a_limited_number_of_calls() {
    let set = || key_set(&[Signer::first().jwk()]);
    let mut responses = vec![set()];
    responses.extend(std::iter::repeat_n(rejected(), 10));
    responses.extend([set(), rejected()]);
    let server = Server::start(responses).await;
    let client = server.client();
    seed(&client, &[&Signer::first()]);
    for minute in 1..=2 {
        // The first check of each minute fetches the keys, and the next ten ask Stytch.
        for number in 0..100 {
            let jwt = forged(&format!("forged-{number}"));
            let error = check(&client, &jwt).policy(LocalThenRemote).await.unwrap_err();
            let is_asked = (1..=10).contains(&number);
            assert_eq!((error.is_api(), error.is_token()), (is_asked, !is_asked), "{number}");
        }
        assert_eq!(server.requests().len(), 11 * minute);
        advance(Duration::from_secs(60)).await;
    }
}
