//! Permissions, decided by the cached policy.

use std::time::Duration;

use serde_json::json;
use stytch_api::{
    Client, Error,
    b2b::{
        AuthorizationCheck, MemberSession, OrgPolicy, Policy, PolicyPermission, PolicyRole,
        rbac::{
            PolicyRequest,
            organizations::{GetOrgPolicyRequest, SetOrgPolicyRequest},
        },
    },
    consumer,
    sandbox::Sandbox,
    verify::TokenErrorKind::{self, MissingPermission, WrongOrganization},
};
use stytch_tests::{MockResponse, Server};
use tokio::task::JoinSet;

use crate::{
    login::log_in,
    setup::{Signer, at, claims_with, error_kind, rejection},
};

fn role(name: &str, resource_id: &str, actions: &[&str]) -> PolicyRole {
    let permission = PolicyPermission::new(resource_id, actions.to_vec());
    PolicyRole::new(name, "", [permission])
}

fn session(roles: &[&str]) -> MemberSession {
    MemberSession::default().organization_id("organization-test-1").roles(roles.to_vec())
}

fn permission(resource_id: &str, action: &str) -> AuthorizationCheck {
    AuthorizationCheck::new("organization-test-1", resource_id, action)
}

/// Checks the permission; returns why it is denied, or `None` if it is granted.
async fn denial(
    client: &Client,
    session: &MemberSession,
    permission: AuthorizationCheck,
) -> Option<TokenErrorKind> {
    match client.b2b().rbac().check(session, permission).await {
        Ok(verdict) => {
            assert!(verdict.authorized && !verdict.granting_roles.is_empty());
            None
        }
        denied => Some(rejection(denied)),
    }
}

#[tokio::test]
async fn roles_grant_their_permissions_only() {
    let sandbox = Sandbox::start().await.unwrap();
    sandbox.set_policy(Policy::default().roles([
        role("reader", "documents", &["read"]),
        role("owner", "documents", &["*"]),
        role("powerless", "documents", &[]),
    ]));
    let client = sandbox.client();
    let cases: [(&[&str], &str, &str, bool); 9] = [
        (&["reader"], "documents", "read", true),
        (&["reader"], "documents", "write", false),
        (&["reader"], "images", "read", false),
        (&["owner"], "documents", "archive", true),
        (&["owner"], "images", "read", false),
        (&["powerless"], "documents", "read", false),
        (&["powerless", "reader"], "documents", "read", true),
        (&[], "documents", "read", false),
        (&["reader"], "documents", "*", false),
    ];
    for (roles, resource_id, action, expected) in cases {
        let denied = denial(&client, &session(roles), permission(resource_id, action)).await;
        let expected = (!expected).then_some(MissingPermission);
        assert_eq!(denied, expected, "{roles:?} {action} {resource_id}");
    }
    let elsewhere = permission("documents", "read").organization_id("organization-test-2");
    let denied = denial(&client, &session(&["reader"]), elsewhere).await;
    assert_eq!(denied, Some(WrongOrganization));
    assert_eq!(sandbox.request_count::<PolicyRequest>(), 1);
    assert_eq!(sandbox.request_count::<GetOrgPolicyRequest>(), 1);
}

#[tokio::test]
async fn entries_of_one_name_unite_their_permissions() {
    let project = json!({ "policy": {
        "roles": [
            role("reader", "documents", &["read"]),
            role("other", "documents", &["archive"]),
            role("reader", "images", &["read"]),
            role("reader", "documents", &[]),
        ],
        "scopes": [
            { "scope": "files", "permissions": [{ "resource_id": "documents", "actions": ["read"] }] },
            { "scope": "files", "permissions": [{ "resource_id": "images", "actions": ["*"] }] },
        ],
    } });
    let organization = json!({ "org_policy": { "roles": [
        role("reader", "documents", &["comment"]),
        role("own", "documents", &["audit"]),
        role("own", "images", &["audit"]),
    ] } });
    let responses = [project, organization].map(|body| MockResponse::json(body.to_string()));
    let server = Server::start(responses).await;
    let client = server.client();
    for (name, resource_id, action, is_granted) in [
        ("reader", "documents", "read", true),
        ("reader", "images", "read", true),
        // Only the Organization grants this to the project's role.
        ("reader", "documents", "comment", true),
        ("reader", "images", "comment", false),
        ("reader", "documents", "archive", false),
        ("reader", "documents", "audit", false),
        ("own", "documents", "audit", true),
        ("own", "images", "audit", true),
        ("own", "documents", "read", false),
    ] {
        let denied = denial(&client, &session(&[name]), permission(resource_id, action)).await;
        let expected = (!is_granted).then_some(MissingPermission);
        assert_eq!(denied, expected, "{name} {action} {resource_id}");
    }
    let claims = claims_with(&json!({ "https://stytch.com/session": null, "scope": "files" }));
    let signer = Signer::first();
    client.seed_keys(&[serde_json::from_value(signer.jwk()).unwrap()]);
    let token = signer.jwt(&claims);
    for (resource_id, action, is_granted) in
        [("documents", "read", true), ("images", "delete", true), ("documents", "delete", false)]
    {
        let check = client.b2b().idp().authenticate_token(&token).now(at(3));
        let denied = error_kind(check.permission(permission(resource_id, action)).await);
        assert_eq!(denied, (!is_granted).then_some(MissingPermission), "{action} {resource_id}");
    }
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn absent_organization_policy_grants_nothing() {
    let project = json!({ "policy": { "roles": [role("reader", "documents", &["read"])] } });
    for organization in [
        json!({}),
        json!({ "org_policy": null }),
        json!({ "org_policy": {} }),
        json!({ "org_policy": [] }),
        json!({ "org_policy": { "roles": null } }),
    ] {
        let responses = [&project, &organization].map(|body| MockResponse::json(body.to_string()));
        let server = Server::start(responses).await;
        let client = server.client();
        for name in ["own", "reader"] {
            let denied = denial(&client, &session(&[name]), permission("documents", "audit")).await;
            assert_eq!(denied, Some(MissingPermission), "{organization}");
        }
        assert_eq!(server.requests().len(), 2, "{organization}");
    }
}

#[tokio::test]
async fn organizations_own_roles_grant_permissions_in_it() {
    let login = log_in(["auditor"]).await;
    login.sandbox.set_policy(Policy::default().roles([role("reader", "documents", &["read"])]));
    let own = OrgPolicy::new([role("auditor", "documents", &["audit"])]);
    let organizations = login.client.b2b().rbac().organizations();
    let set = SetOrgPolicyRequest::new(&login.organization_id, own);
    organizations.set_org_policy(set).await.unwrap();

    let check = |action| permission("documents", action).organization_id(&login.organization_id);
    let sessions = login.client.b2b().sessions();
    for action in ["audit", "audit"] {
        let check =
            sessions.authenticate_jwt(login.jwt.expose()).permission(check(action)).await.unwrap();
        assert_eq!(check.verdict.unwrap().granting_roles, ["auditor"]);
    }
    let denied = sessions.authenticate_jwt(login.jwt.expose()).permission(check("read")).await;
    assert_eq!(rejection(denied), MissingPermission);
    // If a role of the project grants the permission, the Organization's roles are not fetched.
    let both = session(&["auditor", "reader"]).organization_id("organization-test-unknown");
    let permission = check("read").organization_id("organization-test-unknown");
    assert_eq!(denial(&login.client, &both, permission).await, None);
    assert_eq!(login.sandbox.request_count::<GetOrgPolicyRequest>(), 1);
    assert_eq!(login.sandbox.request_count::<PolicyRequest>(), 1);
}

#[tokio::test]
async fn organization_without_custom_roles_denies() {
    let policy = json!({ "policy": { "roles": [] } }).to_string();
    let rejection = r#"{ "error_type": "organization_rbac_not_enabled" }"#;
    for (status, body, is_denied) in [
        (400, rejection, true),
        (403, rejection, true),
        (404, rejection, true),
        // A proxy's response, without Stytch's error type.
        (403, "<html>", false),
        (404, "{}", false),
        (401, rejection, false),
        (500, rejection, false),
    ] {
        let server =
            Server::start([MockResponse::json(&policy), MockResponse::status(status, body)]).await;
        let client = server.client();
        let own = session(&["own"]);
        let check = client.b2b().rbac().check(&own, permission("documents", "read"));
        let error = check.await.unwrap_err();
        assert_eq!(error.is_denied(), is_denied, "{error:?}");
        assert_eq!(error.is_unavailable(), !is_denied, "{error:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn policy_is_fetched_once_for_concurrent_checks() {
    let sandbox = Sandbox::start().await.unwrap();
    sandbox.set_policy(Policy::default().roles([role("reader", "documents", &["read"])]));
    let client = sandbox.client();
    let mut checks = JoinSet::new();
    for _ in 0..200 {
        let client = client.clone();
        checks.spawn(async move {
            denial(&client, &session(&["reader"]), permission("documents", "read")).await
        });
    }
    assert!(checks.join_all().await.iter().all(Option::is_none));
    assert_eq!(sandbox.request_count::<PolicyRequest>(), 1);
}

#[tokio::test]
async fn stale_policy_is_fetched_again() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = sandbox.client_builder().policy_max_age(Duration::ZERO).build().unwrap();
    let check =
        async || denial(&client, &session(&["reader"]), permission("documents", "read")).await;
    // No policy is set yet.
    assert_eq!(check().await, Some(MissingPermission));
    sandbox.set_policy(Policy::default().roles([role("reader", "documents", &["read"])]));
    assert_eq!(check().await, None);
    sandbox.set_policy(Policy::default().roles([role("reader", "documents", &["write"])]));
    assert_eq!(check().await, Some(MissingPermission));
}

#[tokio::test]
async fn stale_policy_is_used_if_fetching_fails() {
    let policy = json!({ "policy": { "roles": [role("reader", "documents", &["read"])] } });
    for failure in [MockResponse::status(500, "{}"), MockResponse::Close, MockResponse::Hang] {
        let server = Server::start([MockResponse::json(policy.to_string()), failure]).await;
        let builder = server.builder().retries(0).policy_max_age(Duration::ZERO);
        let client = builder.build().unwrap();
        for _ in 0..3 {
            let reader = session(&["reader"]);
            assert_eq!(denial(&client, &reader, permission("documents", "read")).await, None);
        }
        assert_eq!(server.requests().len(), 2);
    }
}

#[tokio::test]
async fn permission_is_undecided_without_a_policy() {
    let server = Server::start([MockResponse::Hang]).await;
    let builder = server.builder().retries(0).timeout(Duration::from_millis(50));
    let client = builder.build().unwrap();
    let reader = session(&["reader"]);
    let check = client.b2b().rbac().check(&reader, permission("documents", "read"));
    let error: Error = check.await.unwrap_err();
    assert!(error.is_unavailable() && error.is_timeout() && !error.is_denied(), "{error:?}");
    assert_eq!(error.to_string(), "the RBAC policy could not be fetched");
}

#[tokio::test]
async fn consumer_permissions_are_checked() {
    let sandbox = Sandbox::start().await.unwrap();
    sandbox.set_policy(Policy::default().roles([role("reader", "documents", &["read"])]));
    let client = sandbox.client();
    let session = consumer::Session::default().roles(["reader"]);
    let permission = |action: &str| consumer::AuthorizationCheck::new("documents", action);
    let rbac = client.consumer().rbac();
    let verdict = rbac.check(&session, permission("read")).await.unwrap();
    assert_eq!(verdict.granting_roles, ["reader"]);
    assert_eq!(rejection(rbac.check(&session, permission("write")).await), MissingPermission);
}

#[test]
fn permission_check_can_block_the_thread() {
    let sandbox = Sandbox::start_blocking().unwrap();
    sandbox.set_policy(Policy::default().roles([role("reader", "documents", &["read"])]));
    let client = sandbox.client();
    let rbac = client.b2b().rbac();
    rbac.check(&session(&["reader"]), permission("documents", "read")).wait().unwrap();
}
