//! Sessions checked as a server does it, against the sandbox: who decides, and by which calls.

use std::time::{Duration, SystemTime};

use serde_json::{Value, json};
use stytch_api::{
    Error, Secret,
    b2b::{
        AuthorizationCheck, MemberSession, Policy, PolicyPermission, PolicyRole,
        sessions::{AuthenticateRequest, GetJwksRequest, RevokeRequest},
    },
    consumer,
    sandbox::Sandbox,
    verify::{
        JwtPolicy::{self, LocalOnly, LocalThenRemote, RemoteOnly},
        SessionCheck,
        TokenErrorKind::{Expired, InvalidSignature, MissingPermission, TooOld, WrongOrganization},
    },
};
use stytch_tests::{MockResponse, Server};

use crate::{
    login::{Login, log_in},
    setup::{Signer, accepted, at, claims_with, key_server, key_set, rejection},
};

/// Ten minutes from now, when today's JWTs have expired and their sessions have not.
fn later() -> SystemTime {
    SystemTime::now() + Duration::from_secs(600)
}

/// How often Stytch was asked for keys, and about a session.
fn calls(sandbox: &Sandbox) -> (usize, usize) {
    (sandbox.request_count::<GetJwksRequest>(), sandbox.request_count::<AuthenticateRequest>())
}

fn check<'c>(
    login: &'c Login,
    jwt: &'c Secret,
    policy: JwtPolicy,
) -> SessionCheck<'c, MemberSession> {
    login.client.b2b().sessions().authenticate_jwt(jwt.expose()).policy(policy)
}

fn permission(login: &Login, action: &str) -> AuthorizationCheck {
    AuthorizationCheck::default()
        .organization_id(&login.organization_id)
        .resource_id("documents")
        .action(action)
}

/// `reader` may read documents.
fn policy() -> Policy {
    let reads = PolicyPermission::default().resource_id("documents").actions(["read"]);
    Policy::default().roles([PolicyRole::default().role_id("reader").permissions([reads])])
}

#[tokio::test]
async fn a_good_jwt_passes_without_asking() {
    let login = log_in(["reader"]).await;
    for policy in [LocalOnly, LocalThenRemote] {
        let verified = accepted(check(&login, &login.jwt, policy).await);
        assert_eq!(verified.session.member_id, login.member_id);
        assert_eq!(verified.session.organization_id, login.organization_id);
        assert!(verified.session.roles.contains(&"reader".to_owned()));
        assert_eq!(verified.renewed, None);
    }
    assert_eq!(calls(&login.sandbox), (1, 0));
}

#[tokio::test]
async fn who_decides_about_an_expired_or_old_jwt_is_chosen() {
    let login = log_in(["reader"]).await;
    let expired = |policy| check(&login, &login.jwt, policy).now(later());
    assert_eq!(rejection(expired(LocalOnly).await), Expired);
    assert_eq!(calls(&login.sandbox), (1, 0));

    let renewed = accepted(expired(LocalThenRemote).await).renewed.expect("a fresh JWT");
    assert_eq!(calls(&login.sandbox), (1, 1));
    accepted(check(&login, &renewed.session_jwt, LocalOnly).await);

    let in_a_minute = SystemTime::now() + Duration::from_secs(60);
    let old = |policy| {
        let check = check(&login, &login.jwt, policy).now(in_a_minute);
        check.max_token_age(Duration::from_secs(30))
    };
    assert_eq!(rejection(old(LocalOnly).await), TooOld);
    assert!(accepted(old(LocalThenRemote).await).renewed.is_some());
    assert!(accepted(check(&login, &login.jwt, RemoteOnly).await).renewed.is_some());
    assert_eq!(calls(&login.sandbox), (1, 3));
}

#[tokio::test]
async fn a_revoked_session_passes_until_stytch_is_asked() {
    let login = log_in(["reader"]).await;
    let revoke = RevokeRequest::new().session_jwt(&login.jwt);
    login.client.b2b().sessions().revoke(revoke).await.expect("a revocation");
    accepted(check(&login, &login.jwt, LocalOnly).await);
    for checked in [
        check(&login, &login.jwt, LocalThenRemote).now(later()).await,
        check(&login, &login.jwt, RemoteOnly).await,
    ] {
        assert!(checked.unwrap_err().is_not_found());
    }
}

#[tokio::test]
async fn a_forged_jwt_is_never_asked_about() {
    let login = log_in(["reader"]).await;
    let (head, _) = login.jwt.expose().rsplit_once('.').unwrap();
    let other = log_in(["reader"]).await;
    let (_, signature) = other.jwt.expose().rsplit_once('.').unwrap();
    let forged = Secret::from(format!("{head}.{signature}"));
    for now in [SystemTime::now(), later()] {
        let checked = check(&login, &forged, LocalThenRemote).now(now).await;
        assert_eq!(rejection(checked), InvalidSignature);
    }
    assert_eq!(calls(&login.sandbox), (1, 0));
}

#[tokio::test]
async fn a_denied_permission_is_never_asked_about() {
    let login = log_in(["reader"]).await;
    login.sandbox.set_policy(policy());
    for decided_by in [LocalOnly, LocalThenRemote] {
        let check = |permission| check(&login, &login.jwt, decided_by).permission(permission);
        let verdict = accepted(check(permission(&login, "read")).await).verdict.expect("a verdict");
        assert!(verdict.authorized);
        assert_eq!(verdict.granting_roles, ["reader"]);
        let denied = check(permission(&login, "delete")).await;
        assert!(denied.as_ref().is_err_and(Error::is_denied));
        assert_eq!(rejection(denied), MissingPermission);
        let elsewhere = permission(&login, "read").organization_id("organization-test-other");
        let denied = check(elsewhere).await;
        assert!(denied.as_ref().is_err_and(Error::is_denied));
        assert_eq!(rejection(denied), WrongOrganization);
    }
    assert_eq!(calls(&login.sandbox), (1, 0));
    // Also where the check has to fetch keys and policy first.
    let elsewhere = permission(&login, "read").organization_id("organization-test-other");
    for (permission, expected) in
        [(permission(&login, "delete"), MissingPermission), (elsewhere, WrongOrganization)]
    {
        let cold = login.sandbox.client_builder().build().unwrap();
        let check = cold.b2b().sessions().authenticate_jwt(login.jwt.expose());
        assert_eq!(rejection(check.policy(LocalThenRemote).permission(permission).await), expected);
    }
    assert_eq!(calls(&login.sandbox), (3, 0));
}

#[tokio::test]
async fn stytch_decides_about_the_permission_where_it_is_asked() {
    let login = log_in(["reader"]).await;
    login.sandbox.set_policy(policy());
    let check =
        |action| check(&login, &login.jwt, RemoteOnly).permission(permission(&login, action));
    let verdict = accepted(check("read").await).verdict.expect("a verdict");
    assert_eq!(verdict.granting_roles, ["reader"]);
    let denied = check("delete").await.unwrap_err();
    assert!(denied.is_denied() && denied.is_api(), "{denied:?}");
    assert_eq!(calls(&login.sandbox), (0, 2));
}

#[tokio::test]
async fn stytch_denies_what_an_expired_jwt_asks_for() {
    let login = log_in(["reader"]).await;
    login.sandbox.set_policy(policy());
    let check = |action| {
        let check = check(&login, &login.jwt, LocalThenRemote).now(later());
        check.permission(permission(&login, action))
    };
    assert!(accepted(check("read").await).verdict.is_some_and(|verdict| verdict.authorized));
    let denied = check("delete").await.unwrap_err();
    assert!(denied.is_denied() && denied.is_api(), "{denied:?}");
    assert_eq!(calls(&login.sandbox), (1, 2));
}

#[tokio::test]
async fn an_answer_without_a_yes_allows_nothing() {
    let answer = |verdict: Value| {
        let body = json!({
            "member_session": {},
            "session_token": "token-1",
            "session_jwt": "jwt-1",
            "member": {},
            "organization": {},
            "verdict": verdict,
        });
        MockResponse::json(body.to_string())
    };
    let permission = AuthorizationCheck::default()
        .organization_id("organization-test-1")
        .resource_id("documents")
        .action("read");
    for (verdict, is_allowed) in [
        (json!({ "authorized": true, "granting_roles": ["reader"] }), true),
        (json!({ "authorized": false, "granting_roles": [] }), false),
        (json!({}), false),
        (Value::Null, false),
    ] {
        let server = Server::start([answer(verdict.clone())]).await;
        let client = server.client();
        let check = || client.b2b().sessions().authenticate_jwt("a.b.c").policy(RemoteOnly);
        let asked = check().permission(permission.clone()).await;
        if is_allowed {
            assert!(accepted(asked).verdict.is_some_and(|verdict| verdict.authorized));
        } else {
            assert_eq!(rejection(asked), MissingPermission, "{verdict}");
        }
        // Nobody asked.
        accepted(check().await);
    }
}

#[tokio::test]
async fn a_users_session_is_decided_about_alike() {
    let signer = Signer::first();
    let mut claims =
        claims_with(&json!({ "sub": "user-test-1", "https://stytch.com/organization": null }));
    claims["https://stytch.com/session"]["roles"] = json!(["reader"]);
    let jwt = signer.jwt(&claims);
    let renewed = json!({
        "session": { "user_id": "user-test-1" },
        "session_token": "token-1",
        "session_jwt": "jwt-1",
        "user": {},
        "verdict": { "authorized": true, "granting_roles": ["reader"] },
    });
    let answers = [
        key_set(&[signer.jwk()]),
        MockResponse::json(json!({ "policy": policy() }).to_string()),
        MockResponse::json(renewed.to_string()),
    ];
    let (server, client) = key_server(answers).await;
    let sessions = client.consumer().sessions();
    let permission = |action: &str| {
        consumer::AuthorizationCheck::default().resource_id("documents").action(action)
    };
    let local = |action| sessions.authenticate_jwt(&jwt).now(at(3)).permission(permission(action));
    for _ in 0..2 {
        let verdict = local("read").await.unwrap().verdict.expect("a verdict");
        assert_eq!(verdict.granting_roles, ["reader"]);
        assert_eq!(rejection(local("delete").await), MissingPermission);
    }
    assert_eq!(server.requests().len(), 2);
    for asked in [
        sessions.authenticate_jwt(&jwt).now(at(7200)).policy(LocalThenRemote),
        sessions.authenticate_jwt(&jwt).policy(RemoteOnly),
    ] {
        let verified = asked.permission(permission("read")).await.unwrap();
        assert_eq!(verified.session.user_id, "user-test-1");
        assert_eq!(verified.renewed.expect("a fresh JWT").session_jwt.expose(), "jwt-1");
    }
    let requests = server.requests();
    assert_eq!(requests.len(), 4);
    for asked in &requests[2..] {
        assert_eq!(asked.target, "/v1/sessions/authenticate");
        let body: Value = serde_json::from_str(&asked.body).unwrap();
        let sent = json!({
            "session_jwt": jwt,
            "authorization_check": { "resource_id": "documents", "action": "read" },
        });
        assert_eq!(body, sent);
    }
}

#[tokio::test]
async fn a_refusal_of_something_between_is_no_denial() {
    let of_stytch = r#"{ "error_type": "session_authorization_error" }"#;
    for (body, is_denied) in [(of_stytch, true), ("<html>", false), ("{}", false)] {
        let server = Server::start([MockResponse::status(403, body)]).await;
        let client = server.client();
        let check = client.b2b().sessions().authenticate_jwt("a.b.c").policy(RemoteOnly);
        let error = check.await.unwrap_err();
        assert_eq!((error.is_api(), error.is_denied()), (true, is_denied), "{body}");
    }
}

#[tokio::test]
async fn the_sandbox_rotates_its_keys() {
    let login = log_in(["reader"]).await;
    accepted(check(&login, &login.jwt, LocalOnly).await);
    login.sandbox.rotate_keys();
    let renewed =
        accepted(check(&login, &login.jwt, RemoteOnly).await).renewed.expect("a fresh JWT");
    for jwt in [&renewed.session_jwt, &login.jwt, &renewed.session_jwt] {
        accepted(check(&login, jwt, LocalOnly).await);
    }
    assert_eq!(calls(&login.sandbox).0, 2);
}
