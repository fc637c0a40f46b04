//! Session checks against the sandbox: whether the client or Stytch decides, and by which calls.

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

/// Ten minutes from now: the JWTs issued now have expired, their sessions have not.
fn after_expiry() -> SystemTime {
    SystemTime::now() + Duration::from_secs(600)
}

/// Counts the requests for keys and those that authenticate a session.
fn request_counts(sandbox: &Sandbox) -> (usize, usize) {
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
    AuthorizationCheck::new(&login.organization_id, "documents", action)
}

/// Returns a policy that allows `reader` to read documents.
fn policy() -> Policy {
    let read = PolicyPermission::new("documents", ["read"]);
    Policy::default().roles([PolicyRole::new("reader", "", [read])])
}

#[tokio::test]
async fn valid_jwt_is_accepted_without_asking_stytch() {
    let login = log_in(["reader"]).await;
    for policy in [LocalOnly, LocalThenRemote] {
        let verified = accepted(check(&login, &login.jwt, policy).await);
        assert_eq!(verified.session.member_id, login.member_id);
        assert_eq!(verified.session.organization_id, login.organization_id);
        assert!(verified.session.roles.contains(&"reader".to_owned()));
        assert_eq!(verified.renewed, None);
    }
    assert_eq!(request_counts(&login.sandbox), (1, 0));
}

#[tokio::test]
async fn policy_selects_who_decides_about_an_old_jwt() {
    let login = log_in(["reader"]).await;
    let expired = |policy| check(&login, &login.jwt, policy).now(after_expiry());
    assert_eq!(rejection(expired(LocalOnly).await), Expired);
    assert_eq!(request_counts(&login.sandbox), (1, 0));

    let renewed = accepted(expired(LocalThenRemote).await).renewed.expect("a new JWT");
    assert_eq!(request_counts(&login.sandbox), (1, 1));
    accepted(check(&login, &renewed.session_jwt, LocalOnly).await);

    let in_a_minute = SystemTime::now() + Duration::from_secs(60);
    let old = |policy| {
        let check = check(&login, &login.jwt, policy).now(in_a_minute);
        check.max_token_age(Duration::from_secs(30))
    };
    assert_eq!(rejection(old(LocalOnly).await), TooOld);
    assert!(accepted(old(LocalThenRemote).await).renewed.is_some());
    assert!(accepted(check(&login, &login.jwt, RemoteOnly).await).renewed.is_some());
    assert_eq!(request_counts(&login.sandbox), (1, 3));
}

#[tokio::test]
async fn revoked_session_is_accepted_until_stytch_is_asked() {
    let login = log_in(["reader"]).await;
    let revoke = RevokeRequest::new().session_jwt(&login.jwt);
    login.client.b2b().sessions().revoke(revoke).await.expect("a revocation");
    accepted(check(&login, &login.jwt, LocalOnly).await);
    for result in [
        check(&login, &login.jwt, LocalThenRemote).now(after_expiry()).await,
        check(&login, &login.jwt, RemoteOnly).await,
    ] {
        assert!(result.unwrap_err().is_not_found());
    }
}

#[tokio::test]
async fn forged_jwt_is_rejected_without_asking_stytch() {
    let login = log_in(["reader"]).await;
    let (head, _) = login.jwt.expose().rsplit_once('.').unwrap();
    let other = log_in(["reader"]).await;
    let (_, signature) = other.jwt.expose().rsplit_once('.').unwrap();
    let forged = Secret::from(format!("{head}.{signature}"));
    for now in [SystemTime::now(), after_expiry()] {
        let result = check(&login, &forged, LocalThenRemote).now(now).await;
        assert_eq!(rejection(result), InvalidSignature);
    }
    assert_eq!(request_counts(&login.sandbox), (1, 0));
}

#[tokio::test]
async fn permission_is_denied_without_asking_stytch() {
    let login = log_in(["reader"]).await;
    login.sandbox.set_policy(policy());
    for policy in [LocalOnly, LocalThenRemote] {
        let check = |permission| check(&login, &login.jwt, policy).permission(permission);
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
    assert_eq!(request_counts(&login.sandbox), (1, 0));
    // The decision is the same if keys and policy must be fetched first.
    let elsewhere = permission(&login, "read").organization_id("organization-test-other");
    for (permission, expected) in
        [(permission(&login, "delete"), MissingPermission), (elsewhere, WrongOrganization)]
    {
        let client = login.sandbox.client_builder().build().unwrap();
        let check = client.b2b().sessions().authenticate_jwt(login.jwt.expose());
        assert_eq!(rejection(check.policy(LocalThenRemote).permission(permission).await), expected);
    }
    assert_eq!(request_counts(&login.sandbox), (3, 0));
}

#[tokio::test]
async fn remote_check_leaves_the_permission_to_stytch() {
    let login = log_in(["reader"]).await;
    login.sandbox.set_policy(policy());
    let check =
        |action| check(&login, &login.jwt, RemoteOnly).permission(permission(&login, action));
    let verdict = accepted(check("read").await).verdict.expect("a verdict");
    assert_eq!(verdict.granting_roles, ["reader"]);
    let denied = check("delete").await.unwrap_err();
    assert!(denied.is_denied() && denied.is_api(), "{denied:?}");
    assert_eq!(request_counts(&login.sandbox), (0, 2));
}

#[tokio::test]
async fn stytch_decides_about_permissions_of_an_expired_jwt() {
    let login = log_in(["reader"]).await;
    login.sandbox.set_policy(policy());
    let check = |action| {
        let check = check(&login, &login.jwt, LocalThenRemote).now(after_expiry());
        check.permission(permission(&login, action))
    };
    assert!(accepted(check("read").await).verdict.is_some_and(|verdict| verdict.authorized));
    let denied = check("delete").await.unwrap_err();
    assert!(denied.is_denied() && denied.is_api(), "{denied:?}");
    assert_eq!(request_counts(&login.sandbox), (1, 2));
}

#[tokio::test]
async fn response_without_a_positive_verdict_is_a_denial() {
    let response = |verdict: Value| {
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
    let permission = AuthorizationCheck::new("organization-test-1", "documents", "read");
    for (verdict, is_allowed) in [
        (json!({ "authorized": true, "granting_roles": ["reader"] }), true),
        (json!({ "authorized": false, "granting_roles": [] }), false),
        (json!({}), false),
        (Value::Null, false),
    ] {
        let server = Server::start([response(verdict.clone())]).await;
        let client = server.client();
        let check = || client.b2b().sessions().authenticate_jwt("a.b.c").policy(RemoteOnly);
        let result = check().permission(permission.clone()).await;
        if is_allowed {
            assert!(accepted(result).verdict.is_some_and(|verdict| verdict.authorized));
        } else {
            assert_eq!(rejection(result), MissingPermission, "{verdict}");
        }
        // Without a permission, no verdict is needed.
        accepted(check().await);
    }
}

#[tokio::test]
async fn consumer_sessions_are_checked_like_member_sessions() {
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
    let responses = [
        key_set(&[signer.jwk()]),
        MockResponse::json(json!({ "policy": policy() }).to_string()),
        MockResponse::json(renewed.to_string()),
    ];
    let (server, client) = key_server(responses).await;
    let sessions = client.consumer().sessions();
    let permission = |action: &str| consumer::AuthorizationCheck::new("documents", action);
    let local = |action| sessions.authenticate_jwt(&jwt).now(at(3)).permission(permission(action));
    for _ in 0..2 {
        let verdict = local("read").await.unwrap().verdict.expect("a verdict");
        assert_eq!(verdict.granting_roles, ["reader"]);
        assert_eq!(rejection(local("delete").await), MissingPermission);
    }
    assert_eq!(server.requests().len(), 2);
    for check in [
        sessions.authenticate_jwt(&jwt).now(at(7200)).policy(LocalThenRemote),
        sessions.authenticate_jwt(&jwt).policy(RemoteOnly),
    ] {
        let verified = check.permission(permission("read")).await.unwrap();
        assert_eq!(verified.session.user_id, "user-test-1");
        assert_eq!(verified.renewed.expect("a new JWT").session_jwt.expose(), "jwt-1");
    }
    let requests = server.requests();
    assert_eq!(requests.len(), 4);
    for request in &requests[2..] {
        assert_eq!(request.target, "/v1/sessions/authenticate");
        let body: Value = serde_json::from_str(&request.body).unwrap();
        let expected = json!({
            "session_jwt": jwt,
            "authorization_check": { "resource_id": "documents", "action": "read" },
        });
        assert_eq!(body, expected);
    }
}

#[tokio::test]
async fn rejection_by_a_proxy_is_not_a_denial() {
    let from_stytch = r#"{ "error_type": "session_authorization_error" }"#;
    for (body, is_denied) in [(from_stytch, true), ("<html>", false), ("{}", false)] {
        let server = Server::start([MockResponse::status(403, body)]).await;
        let client = server.client();
        let check = client.b2b().sessions().authenticate_jwt("a.b.c").policy(RemoteOnly);
        let error = check.await.unwrap_err();
        assert_eq!((error.is_api(), error.is_denied()), (true, is_denied), "{body}");
    }
}

#[tokio::test]
async fn jwts_of_both_keys_are_accepted_after_rotation() {
    let login = log_in(["reader"]).await;
    accepted(check(&login, &login.jwt, LocalOnly).await);
    login.sandbox.rotate_keys();
    let renewed = accepted(check(&login, &login.jwt, RemoteOnly).await).renewed.expect("a new JWT");
    for jwt in [&renewed.session_jwt, &login.jwt, &renewed.session_jwt] {
        accepted(check(&login, jwt, LocalOnly).await);
    }
    assert_eq!(request_counts(&login.sandbox).0, 2);
}
