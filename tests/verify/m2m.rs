//! Access tokens of M2M clients: requested, renewed and verified.

use std::time::Duration;

use serde_json::{Value, json};
use stytch_api::{
    Client, Error, Metadata, Secret,
    b2b::rbac::PolicyRequest,
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
use stytch_tests::{MockResponse, PROJECT_ID, PROJECT_SECRET, Server};
use tokio::task::JoinSet;

use crate::{
    login::log_in,
    setup::{
        Signer, advance, at, claims_with, cold_client, error_kind, key_set, rejection, sign_token,
    },
};

async fn m2m_client(client: &Client, scopes: [&str; 2]) -> (String, Secret) {
    let create = clients::CreateRequest::new(scopes);
    let created = client.b2b().m2m().clients().create(create).await.expect("a client").m2m_client;
    (created.client_id, created.client_secret)
}

#[tokio::test]
async fn m2m_token_is_issued_and_verified() {
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
    // The consumer API has the same method.
    client.consumer().m2m().authenticate_token(token.expose()).await.unwrap();
    assert!(!format!("{tokens:?}").contains(secret.expose()));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn token_is_requested_once_for_concurrent_callers() {
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
async fn token_is_renewed_early_and_reused_if_that_fails() {
    let issued = |token: &str, expires_in| {
        let body =
            json!({ "access_token": token, "token_type": "bearer", "expires_in": expires_in });
        MockResponse::json(body.to_string())
    };
    let server = Server::start([
        issued("first", 3600),
        MockResponse::status(500, "{}"),
        issued("second", 3600),
        MockResponse::Hang,
        issued("third", 60),
        MockResponse::status(500, "{}"),
        MockResponse::status(500, "{}"),
    ])
    .await;
    let client = server.client();
    let tokens = client.b2b().m2m().token_source("m2m-client-test-1", "SECRET");
    // Three callers get this token, and the server has received so many requests.
    let assert_token = async |expected: &str, requests| {
        for _ in 0..3 {
            assert_eq!(tokens.token().await.unwrap().expose(), expected);
        }
        assert_eq!(server.requests().len(), requests);
    };
    let seconds = Duration::from_secs;
    assert_token("first", 1).await;
    advance(seconds(3538)).await;
    assert_token("first", 1).await;
    // The renewal fails; none is tried for the next ten seconds.
    advance(seconds(3)).await;
    assert_token("first", 2).await;
    advance(seconds(10)).await;
    assert_token("second", 3).await;
    // The next renewal hangs; callers wait for it only briefly.
    advance(seconds(3541)).await;
    assert_token("second", 4).await;
    // The renewal times out; the token is used until just before it expires.
    advance(seconds(40)).await;
    assert_token("second", 4).await;
    advance(seconds(20)).await;
    // A token for 60 s is renewed after half of its lifetime, not a minute before its end.
    assert_token("third", 5).await;
    advance(seconds(28)).await;
    assert_token("third", 5).await;
    advance(seconds(3)).await;
    assert_token("third", 6).await;
    advance(seconds(30)).await;
    for _ in 0..3 {
        let error = tokens.token().await.unwrap_err();
        assert!(error.is_unavailable(), "{error:?}");
        assert!(!format!("{error:?} {error}").contains("SECRET"));
    }
    assert_eq!(server.requests().len(), 7);
}

#[tokio::test]
async fn token_of_unknown_lifetime_is_cached_for_five_minutes() {
    for expires_in in [json!(null), json!(0), json!(-1), json!(i32::MIN)] {
        let issued = |token: &str| {
            let body = json!({ "access_token": token, "expires_in": expires_in });
            MockResponse::json(body.to_string())
        };
        let server = Server::start([issued("first"), issued("second")]).await;
        let client = server.client();
        let tokens = client.b2b().m2m().token_source("m2m-client-test-1", "SECRET");
        for _ in 0..100 {
            assert_eq!(tokens.token().await.unwrap().expose(), "first");
        }
        advance(Duration::from_secs(200)).await;
        assert_eq!(tokens.token().await.unwrap().expose(), "first");
        assert_eq!(server.requests().len(), 1, "{expires_in}");
        // It is renewed a minute before it would expire.
        advance(Duration::from_secs(41)).await;
        assert_eq!(tokens.token().await.unwrap().expose(), "second");
        assert_eq!(server.requests().len(), 2, "{expires_in}");
    }
    // `null` and an omitted member are the same.
    let server = Server::start([MockResponse::json(r#"{"access_token":"first"}"#)]).await;
    let tokens = server.client().consumer().m2m().token_source("m2m-client-test-1", "SECRET");
    for _ in 0..100 {
        assert_eq!(tokens.token().await.unwrap().expose(), "first");
    }
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn response_without_a_token_is_an_error_for_a_second() {
    for token in [json!(""), json!(" "), json!(null)] {
        let empty = json!({ "access_token": token, "expires_in": 3600 }).to_string();
        let issued = json!({ "access_token": "first", "expires_in": 3600 }).to_string();
        let server = Server::start([MockResponse::json(&empty), MockResponse::json(issued)]).await;
        let tokens = server.client().b2b().m2m().token_source("m2m-client-test-1", "SECRET");
        let error = tokens.token().await.unwrap_err();
        // From here on, the clock stands still.
        tokio::time::pause();
        for error in [error, tokens.token().await.unwrap_err()] {
            let Error::Unavailable(error) = &error else { panic!("{error:?}") };
            let Error::Decode(cause) = error.cause() else { panic!("{error:?}") };
            assert_eq!((&*cause.path, cause.status), ("access_token", 200));
            assert_eq!(cause.body, empty.as_bytes());
            assert!(!format!("{error:?} {error} {cause}").contains("SECRET"));
        }
        for _ in 0..98 {
            assert!(tokens.token().await.unwrap_err().is_unavailable());
        }
        assert_eq!(server.requests().len(), 1, "{token}");
        tokio::time::resume();
        advance(Duration::from_secs(1)).await;
        assert_eq!(tokens.token().await.unwrap().expose(), "first");
    }
}

#[tokio::test]
async fn rejected_client_gets_no_token() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = sandbox.client();
    let (id, _) = m2m_client(&client, ["read:users", "write:users"]).await;
    let error = client.b2b().m2m().token_source(id, "wrong").token().await.unwrap_err();
    let Error::Unavailable(unavailable) = error else { panic!("{error:?}") };
    assert!(unavailable.cause().is_unauthorized(), "{unavailable:?}");
}

#[tokio::test]
async fn scopes_match_by_name_and_wildcard() {
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
    for (granted, required, expected) in cases {
        let token = sign_token(&sandbox, &json!({ "scope": granted }));
        let result =
            client.b2b().m2m().authenticate_token(token.expose()).now(at(3)).scope(required).await;
        assert_eq!(result.is_ok(), expected, "{granted} → {required}");
    }
    // The decision is the same if the keys must be fetched first.
    for (scope, is_denied) in [("read:users", false), ("write:users", true)] {
        let client = cold_client(&sandbox);
        let token = sign_token(&sandbox, &json!({ "scope": "read:users" }));
        let m2m = client.b2b().m2m();
        let check = m2m.authenticate_token(token.expose()).now(at(3)).scope(scope);
        assert_eq!(check.await.is_err_and(|error| error.is_denied()), is_denied, "{scope}");
    }
    let token = sign_token(&sandbox, &json!({ "scope": "read:users" }));
    let check = client.b2b().m2m().authenticate_token(token.expose()).now(at(3));
    let missing = check.scopes(["read:users", "write:users"]).await;
    assert_eq!(rejection(missing), MissingScope("write:users".to_owned()));
}

#[tokio::test]
async fn token_times_and_custom_claims_are_returned() {
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
    let max_age = Duration::from_secs(60);
    check(59).max_token_age(max_age).await.unwrap();
    for leeway in [0, 1, 9] {
        let check = check(60).max_token_age(max_age).leeway(Duration::from_secs(leeway));
        assert_eq!(rejection(check.await), TooOld, "{leeway}");
    }
}

#[tokio::test]
async fn session_jwt_and_access_token_are_not_interchangeable() {
    let login = log_in(["reader"]).await;
    let m2m = login.client.b2b().m2m().authenticate_token(login.jwt.expose()).await;
    assert_eq!(rejection(m2m), WrongTokenType);
    let app = login.client.b2b().idp().authenticate_token(login.jwt.expose()).await;
    assert_eq!(rejection(app), WrongTokenType);
    let token = sign_token(&login.sandbox, &json!({}));
    // An expired access token is rejected without asking Stytch, too.
    for after_issue in [3, 7200] {
        let session = login.client.b2b().sessions().authenticate_jwt(token.expose());
        let session = session.policy(JwtPolicy::LocalThenRemote).now(at(after_issue)).await;
        assert_eq!(rejection(session), WrongTokenType);
    }
    // Expiry is reported before a missing scope.
    let check = login.client.b2b().m2m().authenticate_token(token.expose()).now(at(7200));
    assert_eq!(rejection(check.scope("delete:books").await), Expired);
}

#[tokio::test]
async fn keys_are_fetched_from_the_product_of_the_project() {
    let signer = Signer::first();
    let jwt = signer.jwt(&claims_with(&json!({ "https://stytch.com/session": null })));
    let rejection = || MockResponse::status(404, r#"{ "error_type": "project_not_found" }"#);
    let server = Server::start([rejection(), key_set(&[signer.jwk()])]).await;
    server.client().b2b().m2m().authenticate_token(&jwt).now(at(3)).await.unwrap();
    let targets: Vec<_> = server.requests().into_iter().map(|request| request.target).collect();
    let jwks = |prefix: &str| format!("{prefix}/sessions/jwks/{PROJECT_ID}");
    assert_eq!(targets, [jwks("/v1/b2b"), jwks("/v1")]);
    // The project belongs to neither product, or one of them is down.
    for (responses, expected) in [
        ([rejection(), rejection()], Some(404)),
        ([MockResponse::status(500, "{}"), rejection()], Some(500)),
    ] {
        let server = Server::start(responses).await;
        let error = server.client().b2b().m2m().authenticate_token(&jwt).await.unwrap_err();
        let Error::Unavailable(error) = error else { panic!("{error:?}") };
        assert_eq!(error.cause().status(), expected);
    }
}

/// The response to everything is a rate limit, so that calls are soon paused for 30 seconds.
#[tokio::test]
async fn keys_are_fetched_while_other_calls_are_paused() {
    let jwt = Signer::first().jwt(&claims_with(&json!({ "https://stytch.com/session": null })));
    let server = Server::start([MockResponse::headers(429, "retry-after: 30\r\n")]).await;
    // Each client has a separate key cache. A fixed limit applies to fetches as well.
    let builder = || server.builder().retries(0).timeout(Duration::from_secs(5));
    for (builder, is_fetched) in
        [(builder(), true), (builder().max_requests_per_second(100_000), false)]
    {
        let client = builder.build().unwrap();
        let mut calls = 0;
        while client.b2b().rbac().policy(PolicyRequest::new()).await.unwrap_err().is_api() {
            calls += 1;
            assert!(calls < 1000, "the calls are not paused");
        }
        let error = client.b2b().m2m().authenticate_token(&jwt).await.unwrap_err();
        let Error::Unavailable(error) = error else { panic!("{error:?}") };
        assert_eq!(error.cause().is_rate_limited(), is_fetched, "{:?}", error.cause());
    }
}

#[tokio::test]
async fn forged_and_foreign_tokens_are_rejected() {
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

#[tokio::test]
async fn configured_issuers_are_accepted() {
    let signer = Signer::first();
    let server = Server::start([key_set(&[signer.jwk()])]).await;
    let issuers = ["https://acme.customers.stytch.com", "https://login.example/"];
    let builder = || server.builder().retries(0);
    let client = builder().token_issuers(issuers).token_issuers(["https://test.stytch.com"]);
    let (client, without) = (client.build().unwrap(), builder().build().unwrap());
    for (issuer, is_known) in [
        ("https://acme.customers.stytch.com", true),
        ("https://acme.customers.stytch.com/", true),
        ("https://login.example", true),
        ("https://test.stytch.com", true),
        ("https://other.customers.stytch.com", false),
        ("https://api.stytch.com", false),
    ] {
        let session = signer.jwt(&claims_with(&json!({ "iss": issuer })));
        let changes = json!({ "iss": issuer, "https://stytch.com/session": null });
        let token = signer.jwt(&claims_with(&changes));
        let expected = (!is_known).then_some(InvalidIssuer);
        for (client, expected) in [(&client, expected), (&without, Some(InvalidIssuer))] {
            let check = client.b2b().sessions().authenticate_jwt(&session).now(at(3));
            assert_eq!(error_kind(check.await), expected, "{issuer}");
            let check = client.b2b().m2m().authenticate_token(&token).now(at(3));
            assert_eq!(error_kind(check.await), expected, "{issuer}");
            let check = client.b2b().idp().authenticate_token(&token).now(at(3));
            assert_eq!(error_kind(check.await), expected, "{issuer}");
        }
    }
    for invalid in ["", "login.example", "https://*.customers.stytch.com", PROJECT_SECRET] {
        let error = builder().token_issuers([invalid]).build().unwrap_err();
        assert!(error.is_config() && error.to_string().contains("issuer"), "{error}");
        assert!(!format!("{error} {error:?}").contains(PROJECT_SECRET), "{error}");
    }
}

#[test]
fn token_calls_can_block_the_thread() {
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

#[tokio::test]
async fn token_source_sends_its_further_parameters() {
    let server =
        Server::start([MockResponse::json(r#"{"access_token":"t","expires_in":60}"#)]).await;
    let client = server.client();
    let source = client.b2b().m2m().token_source("m2m-client-1", "client-secret");
    let tokens = source.parameters([("audience", "doors"), ("assertion", "KEEPOUT")]);
    assert!(!format!("{tokens:?}").contains("KEEPOUT"), "{tokens:?}");
    tokens.token().await.unwrap();
    assert!(server.request().body.ends_with("&assertion=KEEPOUT&audience=doors"));
}
