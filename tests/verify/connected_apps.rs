//! Access tokens of Connected Apps.

use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::{Value, json};
use stytch_api::{
    Metadata, Secret,
    b2b::{AuthorizationCheck, Policy, PolicyPermission, PolicyScope},
    common::connected_app::{IntrospectRequest, IntrospectResponse},
    consumer,
    sandbox::Sandbox,
    verify::{
        TokenErrorKind::{MissingPermission, WrongOrganization},
        VerifiedToken,
    },
};

use crate::setup::{at, cold_client, error_kind, rejection, sign_token};

#[tokio::test]
async fn scopes_grant_permissions() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = sandbox.client();
    let all = PolicyPermission::new("documents", ["*"]);
    let scope = PolicyScope::default().scope("documents").permissions([all]);
    sandbox.set_policy(Policy::default().scopes([scope]));
    let organization = json!({ "organization_id": "organization-test-1", "slug": "acme" });
    let claims = |scope| {
        json!({
            "sub": "member-test-1",
            "scope": scope,
            "https://stytch.com/organization": organization,
        })
    };
    let granted = sign_token(&sandbox, &claims("openid documents"));
    let other = sign_token(&sandbox, &claims("openid"));
    let permission =
        |organization_id: &str| AuthorizationCheck::new(organization_id, "documents", "delete");
    let idp = client.b2b().idp();
    let check = async |token: &Secret, organization_id| {
        let check = idp.authenticate_token(token.expose()).now(at(3));
        check.permission(permission(organization_id)).await
    };
    let verified = check(&granted, "organization-test-1").await.unwrap();
    assert_eq!(verified.organization_id.as_deref(), Some("organization-test-1"));
    assert_eq!(rejection(check(&other, "organization-test-1").await), MissingPermission);
    assert_eq!(rejection(check(&granted, "organization-test-2").await), WrongOrganization);

    let rbac = client.b2b().rbac();
    let verdict = rbac.check_token(&verified, permission("organization-test-1")).await.unwrap();
    assert!(verdict.authorized && verdict.granting_roles.is_empty());

    // The decision is the same if keys and policy must be fetched first.
    for (token, expected) in [(&granted, None), (&other, Some(MissingPermission))] {
        let client = cold_client(&sandbox);
        let check = client.b2b().idp().authenticate_token(token.expose()).now(at(3));
        let result = check.permission(permission("organization-test-1")).await;
        assert_eq!(error_kind(result), expected);
    }
    // A token without an Organization has no permissions in any.
    let without_organization = sign_token(
        &sandbox,
        &json!({
            "scope": "documents",
            "https://stytch.com/organization": { "organization_id": "" },
        }),
    );
    assert_eq!(rejection(check(&without_organization, "").await), WrongOrganization);
}

#[tokio::test]
async fn consumer_scopes_grant_permissions() {
    let sandbox = Sandbox::start().await.unwrap();
    let all = PolicyPermission::new("documents", ["*"]);
    let scope = PolicyScope::default().scope("documents").permissions([all]);
    sandbox.set_policy(Policy::default().scopes([scope]));
    let permission = || consumer::AuthorizationCheck::new("documents", "delete");
    for (scope, expected) in [("openid documents", None), ("openid", Some(MissingPermission))] {
        let client = cold_client(&sandbox);
        let token = sign_token(&sandbox, &json!({ "sub": "user-test-1", "scope": scope }));
        let idp = client.consumer().idp();
        let verified = idp.authenticate_token(token.expose()).now(at(3)).await.unwrap();
        assert_eq!(verified.subject, "user-test-1");
        let check = idp.authenticate_token(token.expose()).now(at(3)).permission(permission());
        assert_eq!(error_kind(check.await), expected);
        let result = client.consumer().rbac().check_token(&verified, permission()).await;
        assert_eq!(error_kind(result), expected);
    }
}

#[tokio::test]
async fn introspection_reports_whether_a_token_is_active() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = sandbox.client();
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
    let valid = sign_token(&sandbox, &json!({ "iat": now, "nbf": now, "exp": now + 3600 }));
    let expired = sign_token(&sandbox, &json!({}));
    let foreign =
        json!({ "iat": now, "nbf": now, "exp": now + 3600, "aud": ["project-test-another"] });
    let foreign = sign_token(&sandbox, &foreign);
    for (token, is_active) in
        [(valid, true), (expired, false), (foreign, false), (Secret::from("forged"), false)]
    {
        let request = IntrospectRequest::new(client.project_id(), token, "connected-app-test-1");
        let response = client.b2b().connected_app().introspect(request).await.unwrap();
        assert_eq!(response.active, is_active);
    }
}

#[tokio::test]
async fn local_check_and_introspection_agree_about_the_organization() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = sandbox.client();
    let organization = json!({ "organization_id": "organization-test-1", "slug": "acme" });
    for (claim, expected) in
        [(organization, Some("organization-test-1")), (Value::Null, None), (json!({}), None)]
    {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
        let token = sign_token(
            &sandbox,
            &json!({
                "iat": now,
                "nbf": now,
                "exp": now + 3600,
                "jti": "token-1",
                "client_id": "connected-app-test-1",
                "https://stytch.com/organization": claim,
                "https://stytch.com/unknown": { "member_id": "member-test-2" },
                "plan": "pro",
            }),
        );
        let local = client.b2b().idp().authenticate_token(token.expose()).await.unwrap();
        assert_eq!(local.organization_id.as_deref(), expected);
        let request = IntrospectRequest::new(client.project_id(), token, "connected-app-test-1");
        let remote = client.b2b().connected_app().introspect(request).await.unwrap();
        assert_eq!(VerifiedToken::from_introspection(remote), Some(local.clone()));
        assert_eq!(local.custom_claims, Metadata::from_iter([("plan".to_owned(), json!("pro"))]));
    }
}

#[tokio::test]
async fn inactive_token_is_not_verified_by_introspection() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = sandbox.client();
    let request = IntrospectRequest::new(client.project_id(), "forged", "connected-app-test-1");
    let response = client.b2b().connected_app().introspect(request).await.unwrap();
    assert_eq!(VerifiedToken::from_introspection(response), None);
    for body in [
        r#"{ "active": false, "sub": "member-test-1", "iat": 1, "exp": 2 }"#,
        r#"{ "active": true, "iat": 1, "exp": 2 }"#,
        r#"{ "active": true, "sub": "", "iat": 1, "exp": 2 }"#,
        r#"{ "active": true, "sub": "member-test-1", "iat": 1 }"#,
        r#"{ "active": true, "sub": "member-test-1", "exp": 2 }"#,
        r#"{ "active": true, "sub": "member-test-1", "iat": 1, "exp": 2, "token_type": "refresh_token" }"#,
        r#"{ "active": true, "sub": "member-test-1", "iat": 1, "exp": 2, "https://stytch.com/session": {} }"#,
    ] {
        let response: IntrospectResponse = serde_json::from_str(body).unwrap();
        assert_eq!(VerifiedToken::from_introspection(response), None, "{body}");
    }
    let valid = r#"{ "active": true, "sub": "member-test-1", "iat": 1, "exp": 2 }"#;
    let valid = serde_json::from_str(valid).unwrap();
    assert_eq!(VerifiedToken::from_introspection(valid).unwrap().subject, "member-test-1");
}
