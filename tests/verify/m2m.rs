//! Access tokens: of M2M clients, asked for and checked, and of Connected Apps.

use std::time::Duration;

use serde_json::{Value, json};
use stytch_api::{
    Client, Error, Metadata, Secret,
    common::m2m::{TokenRequest, clients},
    sandbox::Sandbox,
    verify::{
        JwtPolicy,
        TokenErrorKind::{
            Expired, InvalidAudience, InvalidIssuer, InvalidSignature, MissingClaim, MissingScope,
            TooOld, WrongTokenType,
        },
        VerifiedToken,
    },
};
use stytch_tests::{MockResponse, PROJECT_ID, Server};
use tokio::task::JoinSet;

use crate::{
    login::log_in,
    setup::{Signer, advance, at, claims_with, cold_client, key_set, rejection, sign_token},
};

async fn m2m_client(client: &Client, scopes: [&str; 2]) -> (String, Secret) {
    let create = clients::CreateRequest::new(scopes);
    let created = client.b2b().m2m().clients().create(create).await.expect("a client").m2m_client;
    (created.client_id, created.client_secret)
}

#[tokio::test]
async fn a_token_is_asked_for_and_checked() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = sandbox.client();
    let (id, secret) = m2m_client(&client, ["read:users", "write:users"]).await;
    let m2m = client.b2b().m2m();
    let tokens = m2m.token_source(&id, &secret).scopes(["read:users"]);
    let token = tokens.token().await.unwrap();
    let verified = m2m.authenticate_token(token.expose()).scope("read:users").await.unwrap();
    assert_eq!((&verified.subject, &*verified.scopes), (&id, &["read:users".to_owned()][..]));
    assert!(!verified.issued_at.is_empty() && !verified.expires_at.is_empty());
    let denied = m2m.authenticate_token(token.expose()).scope("write:users").await;
    assert!(denied.as_ref().is_err_and(Error::is_denied));
    assert_eq!(rejection(denied), MissingScope("write:users".to_owned()));
    // The other half has the same.
    client.consumer().m2m().authenticate_token(token.expose()).await.unwrap();
    assert!(!format!("{tokens:?}").contains(secret.expose()));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn however_many_ask_one_token_is_fetched() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = sandbox.client();
    let (id, secret) = m2m_client(&client, ["read:users", "write:users"]).await;
    let tokens = client.b2b().m2m().token_source(id, secret);
    let mut tasks = JoinSet::new();
    for _ in 0..100 {
        let tokens = tokens.clone();
        tasks.spawn(async move { tokens.token().await.unwrap() });
    }
    let first = tokens.token().await.unwrap();
    assert!(tasks.join_all().await.iter().all(|token| *token == first));
    assert_eq!(sandbox.request_count::<TokenRequest>(), 1);
}

#[tokio::test]
async fn a_token_is_renewed_before_it_expires_and_kept_where_that_fails() {
    let answer = |token: &str, expires_in| {
        let body =
            json!({ "access_token": token, "token_type": "bearer", "expires_in": expires_in });
        MockResponse::json(body.to_string())
    };
    let server = Server::start([
        answer("first", 3600),
        MockResponse::status(500, "{}"),
        answer("second", 3600),
        MockResponse::Hang,
        answer("third", 60),
        MockResponse::status(500, "{}"),
        MockResponse::status(500, "{}"),
    ])
    .await;
    let client = server.client();
    let tokens = client.b2b().m2m().token_source("m2m-client-test-1", "SECRET");
    // What three callers get, and after how many calls to Stytch.
    let token = async || {
        let mut got = Vec::new();
        for _ in 0..3 {
            got.push(tokens.token().await.map(|token| token.expose().to_owned()));
        }
        (got, server.requests().len())
    };
    let is = |(got, calls): &(Vec<Result<String, Error>>, usize), token, expected| {
        got.iter().all(|got| got.as_deref().is_ok_and(|got| got == token)) && *calls == expected
    };
    let seconds = Duration::from_secs;
    assert!(is(&token().await, "first", 1));
    advance(seconds(3538)).await;
    assert!(is(&token().await, "first", 1));
    // Due, and refused; for ten seconds nobody asks again.
    advance(seconds(3)).await;
    assert!(is(&token().await, "first", 2));
    advance(seconds(10)).await;
    assert!(is(&token().await, "second", 3));
    // Due, and unanswered: nobody waits for long.
    advance(seconds(3541)).await;
    assert!(is(&token().await, "second", 4));
    // The call times out; the token is good yet, and then expires.
    advance(seconds(40)).await;
    assert!(is(&token().await, "second", 4));
    advance(seconds(20)).await;
    // It is due halfway, for a minute before would be at once.
    assert!(is(&token().await, "third", 5));
    advance(seconds(28)).await;
    assert!(is(&token().await, "third", 5));
    advance(seconds(3)).await;
    assert!(is(&token().await, "third", 6));
    advance(seconds(30)).await;
    let (got, calls) = token().await;
    assert_eq!(calls, 7);
    for got in got {
        let error = got.unwrap_err();
        assert!(error.is_unavailable(), "{error:?}");
        assert!(!format!("{error:?} {error}").contains("SECRET"));
    }
}

#[tokio::test]
async fn a_client_that_is_refused_gets_no_token() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = sandbox.client();
    let (id, _) = m2m_client(&client, ["read:users", "write:users"]).await;
    let error = client.b2b().m2m().token_source(id, "wrong").token().await.unwrap_err();
    let Error::Unavailable(unavailable) = error else { panic!("{error:?}") };
    assert!(unavailable.cause().is_unauthorized(), "{unavailable:?}");
}

#[tokio::test]
async fn scopes_are_met_as_stytch_meets_them() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = sandbox.client();
    let cases = [
        ("read:users write:users", "read:users", true),
        ("read:*", "read:users", true),
        ("read_users", "read_users", true),
        ("read:users", "write:users", false),
        ("read", "read:users", false),
        ("read:users", "read", false),
        ("read:users write:*", "delete:books", false),
    ];
    for (has, needs, expected) in cases {
        let token = sign_token(&sandbox, &json!({ "scope": has }));
        let checked =
            client.b2b().m2m().authenticate_token(token.expose()).now(at(3)).scope(needs).await;
        assert_eq!(checked.is_ok(), expected, "{has} → {needs}");
    }
    // Also where the first token has the keys fetched.
    for (scope, is_denied) in [("read:users", false), ("write:users", true)] {
        let client = cold_client(&sandbox);
        let token = sign_token(&sandbox, &json!({ "scope": "read:users" }));
        let m2m = client.b2b().m2m();
        let check = m2m.authenticate_token(token.expose()).now(at(3)).scope(scope);
        assert_eq!(check.await.is_err_and(|error| error.is_denied()), is_denied, "{scope}");
    }
    let both = sign_token(&sandbox, &json!({ "scope": "read:users" }));
    let check = client.b2b().m2m().authenticate_token(both.expose()).now(at(3));
    let missing = check.scopes(["read:users", "write:users"]).await;
    assert_eq!(rejection(missing), MissingScope("write:users".to_owned()));
}

#[tokio::test]
async fn a_tokens_time_and_claims_are_its_own() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = sandbox.client();
    let token = sign_token(&sandbox, &json!({ "client_id": "app-1", "plan": "pro", "jti": "x" }));
    let check =
        |after_issue| client.b2b().m2m().authenticate_token(token.expose()).now(at(after_issue));
    let VerifiedToken { subject, client_id, issued_at, expires_at, custom_claims, .. } =
        check(3).await.unwrap();
    assert_eq!((&*subject, client_id.as_deref()), ("m2m-client-test-1", Some("app-1")));
    assert_eq!(issued_at.as_str(), "2023-11-14T22:13:20Z");
    assert_eq!(expires_at.as_str(), "2023-11-14T23:13:20Z");
    assert_eq!(Value::Object(custom_claims), json!({ "plan": "pro" }));
    assert_eq!(rejection(check(3600).await), Expired);
    let young = Duration::from_secs(60);
    assert_eq!(rejection(check(61).max_token_age(young).await), TooOld);
    check(61).max_token_age(young).leeway(Duration::from_secs(1)).await.unwrap();
}

#[tokio::test]
async fn a_session_is_no_access_token_and_the_reverse() {
    let login = log_in(["reader"]).await;
    let m2m = login.client.b2b().m2m().authenticate_token(login.jwt.expose()).await;
    assert_eq!(rejection(m2m), WrongTokenType);
    let app = login.client.b2b().idp().authenticate_token(login.jwt.expose()).await;
    assert_eq!(rejection(app), WrongTokenType);
    let token = sign_token(&login.sandbox, &json!({}));
    // Also when it has expired: Stytch is not asked.
    for after_issue in [3, 7200] {
        let session = login.client.b2b().sessions().authenticate_jwt(token.expose());
        let session = session.policy(JwtPolicy::LocalThenRemote).now(at(after_issue)).await;
        assert_eq!(rejection(session), WrongTokenType);
    }
    // One that has expired is refused for that, whatever it lacks.
    let check = login.client.b2b().m2m().authenticate_token(token.expose()).now(at(7200));
    assert_eq!(rejection(check.scope("delete:books").await), Expired);
}

#[tokio::test]
async fn the_keys_are_those_of_the_half_that_has_the_project() {
    let signer = Signer::first();
    let jwt = signer.jwt(&claims_with(&json!({ "https://stytch.com/session": null })));
    let refused = || MockResponse::status(404, r#"{ "error_type": "project_not_found" }"#);
    let server = Server::start([refused(), key_set(&[signer.jwk()])]).await;
    server.client().b2b().m2m().authenticate_token(&jwt).now(at(3)).await.unwrap();
    let targets: Vec<_> = server.requests().into_iter().map(|request| request.target).collect();
    let jwks = |prefix: &str| format!("{prefix}/sessions/jwks/{PROJECT_ID}");
    assert_eq!(targets, [jwks("/v1/b2b"), jwks("/v1")]);
    // Neither has it, and one that does not answer is not known not to.
    for (answers, expected) in [
        ([refused(), refused()], Some(404)),
        ([MockResponse::status(500, "{}"), refused()], Some(500)),
    ] {
        let server = Server::start(answers).await;
        let error = server.client().b2b().m2m().authenticate_token(&jwt).await.unwrap_err();
        let Error::Unavailable(error) = error else { panic!("{error:?}") };
        assert_eq!(error.cause().status(), expected);
    }
}

#[tokio::test]
async fn an_access_token_is_the_projects_own() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = sandbox.client();
    let valid = sign_token(&sandbox, &json!({}));
    let (head, _) = valid.expose().rsplit_once('.').unwrap();
    let other = sign_token(&sandbox, &json!({ "sub": "m2m-client-test-2" }));
    let (_, signature) = other.expose().rsplit_once('.').unwrap();
    let cases = [
        (Secret::from(format!("{head}.{signature}")), InvalidSignature),
        (sign_token(&sandbox, &json!({ "iss": "stytch.com/project-test-another" })), InvalidIssuer),
        (sign_token(&sandbox, &json!({ "aud": ["project-test-another"] })), InvalidAudience),
        (sign_token(&sandbox, &json!({ "sub": null })), MissingClaim("sub")),
    ];
    for (token, expected) in cases {
        let m2m = client.b2b().m2m().authenticate_token(token.expose()).now(at(3)).await;
        assert_eq!(rejection(m2m), expected);
        let idp = client.b2b().idp().authenticate_token(token.expose()).now(at(3)).await;
        assert_eq!(rejection(idp), expected);
    }
}

#[test]
fn tokens_can_be_waited_for() {
    let sandbox = Sandbox::start_blocking().unwrap();
    let client = sandbox.client();
    let create = clients::CreateRequest::new(["read:users"]);
    let created = client.b2b().m2m().clients().create(create).wait().unwrap().m2m_client;
    let m2m = client.b2b().m2m();
    let tokens = m2m.token_source(created.client_id, created.client_secret);
    let token = tokens.wait().unwrap();
    m2m.authenticate_token(token.expose()).scope("read:users").wait().unwrap();
    let denied = m2m.authenticate_token(token.expose()).scope("write:users");
    assert_eq!(rejection(denied.wait()), MissingScope("write:users".to_owned()));
    let cold = cold_client(&sandbox);
    let denied = cold.b2b().m2m().authenticate_token(token.expose()).scope("write:users").wait();
    assert_eq!(rejection(denied), MissingScope("write:users".to_owned()));
    assert_eq!(tokens.wait().unwrap(), token);
    assert_eq!(sandbox.request_count::<TokenRequest>(), 1);
    let _: Metadata = m2m.authenticate_token(token.expose()).wait().unwrap().custom_claims;
}
