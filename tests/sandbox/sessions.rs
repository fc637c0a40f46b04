//! Sessions of Members.

use std::time::{Duration, SystemTime};

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use ring::signature::{RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents};
use serde_json::{Value, json};
use stytch_api::{
    MemberCredential, Metadata, Secret,
    b2b::{
        AuthorizationCheck, FactorDeliveryMethod, MemberSession, OrgPolicy, Policy,
        PolicyPermission, PolicyRole,
        organizations::{self, UpdateRequest, members},
        rbac::{
            PolicyRequest,
            organizations::{GetOrgPolicyRequest, SetOrgPolicyRequest},
        },
        recovery_codes::RecoverRequest,
        sessions::{
            AuthenticateRequest, ExchangeRequest, GetJwksRequest, GetRequest, RevokeRequest,
        },
    },
    consumer,
};

use crate::fixture::{Fixture, RawRequest, SECRET, assert_error, code};

/// The minutes until a session expires, rounded.
fn minutes_left(session: &MemberSession) -> u64 {
    let expires_at = session.expires_at.to_system_time().expect("a timestamp");
    let left = expires_at.duration_since(SystemTime::now()).expect("time left");
    (left + Duration::from_secs(30)).as_secs() / 60
}

fn check(organization: &str) -> AuthorizationCheck {
    let check = json!({
        "organization_id": organization,
        "resource_id": "document",
        "action": "read",
    });
    serde_json::from_value(check).expect("a check")
}

#[tokio::test]
async fn login_creates_a_session_of_one_hour() {
    let fixture = Fixture::new().await;
    let migrated = fixture.member_with_totp("ada@acme.example").await;
    let login = fixture.log_in(&migrated.member_id).await;
    let session = login.member_session.expect("a session");
    assert!(session.member_session_id.starts_with("session-test-"));
    assert_eq!(session.member_id, migrated.member_id);
    assert_eq!(session.organization_id, fixture.acme.organization_id);
    assert_eq!(session.organization_slug, "acme");
    assert_eq!(minutes_left(&session), 60);
    let factor = &session.authentication_factors[0];
    assert_eq!(factor.delivery_method, FactorDeliveryMethod::AuthenticatorApp);
    let app = factor.authenticator_app_factor.as_ref().expect("an app");
    assert_eq!(app.totp_id, migrated.totp_registration_id);
}

#[tokio::test]
async fn session_is_authenticated_by_token_or_jwt() {
    let fixture = Fixture::new().await;
    let migrated = fixture.member_with_totp("ada@acme.example").await;
    let login = fixture.log_in(&migrated.member_id).await;
    let sessions = fixture.b2b().sessions();
    let id = login.member_session.expect("a session").member_session_id;

    let by_token = AuthenticateRequest::new().session_token(&login.session_token);
    let by_token = sessions.authenticate(by_token).await.expect("a session");
    assert_eq!(by_token.member_session.member_session_id, id);
    assert_eq!(by_token.session_token, login.session_token);
    assert_ne!(by_token.session_jwt, login.session_jwt);
    assert_eq!((by_token.member.member_id, by_token.verdict), (migrated.member_id.clone(), None));
    for jwt in [&login.session_jwt, &by_token.session_jwt] {
        let by_jwt = AuthenticateRequest::new().session_jwt(jwt).session_duration_minutes(120);
        let by_jwt = sessions.authenticate(by_jwt).await.expect("a session");
        assert_eq!(by_jwt.member_session.member_session_id, id);
        assert_eq!(minutes_left(&by_jwt.member_session), 120);
    }
}

/// Decodes a part of a JWT.
fn part(jwt: &Secret, index: usize) -> Value {
    let part = jwt.expose().split('.').nth(index).expect("three parts");
    let json = BASE64_URL_SAFE_NO_PAD.decode(part).expect("base64url");
    serde_json::from_slice(&json).expect("JSON")
}

#[tokio::test]
async fn jwt_is_signed_and_has_the_claims_of_its_session() {
    let fixture = Fixture::new().await;
    let migrated = fixture.member_with_totp("ada@acme.example").await;
    let login = fixture.log_in(&migrated.member_id).await;
    let jwks = GetJwksRequest::new(fixture.sandbox.project_id());
    let keys = fixture.b2b().sessions().get_jwks(jwks).await.expect("a key set").keys;
    assert_eq!(keys.len(), 1);
    let header = part(&login.session_jwt, 0);
    assert_eq!((&header["alg"], &header["kid"]), (&json!("RS256"), &json!(keys[0].kid)));

    let claims = part(&login.session_jwt, 1);
    let project_id = fixture.sandbox.project_id();
    assert_eq!(claims["iss"], format!("stytch.com/{project_id}"));
    assert_eq!(claims["aud"], json!([project_id]));
    assert_eq!(claims["sub"], migrated.member_id);
    let number = |name: &str| claims[name].as_u64().expect("a number");
    assert_eq!(number("exp"), number("iat") + 300);
    let session = &claims["https://stytch.com/session"];
    assert_eq!(session["id"], login.member_session.expect("a session").member_session_id);
    assert_eq!(claims["https://stytch.com/organization"]["slug"], "acme");

    let number = |text: &str| BASE64_URL_SAFE_NO_PAD.decode(text).expect("base64url");
    let key = RsaPublicKeyComponents { n: number(&keys[0].n), e: number(&keys[0].e) };
    let (message, signature) = login.session_jwt.expose().rsplit_once('.').expect("three parts");
    key.verify(&RSA_PKCS1_2048_8192_SHA256, message.as_bytes(), &number(signature))
        .expect("the signature of the key");

    let other = GetJwksRequest::new("project-test-other");
    let other = fixture.b2b().sessions().get_jwks(other).await;
    assert_error(other, 404, "project_not_found");
}

#[tokio::test]
async fn rotation_keeps_the_previous_key() {
    let fixture = Fixture::new().await;
    let kids = async || {
        let jwks = GetJwksRequest::new(fixture.sandbox.project_id());
        let keys = fixture.b2b().sessions().get_jwks(jwks).await.expect("a key set").keys;
        keys.into_iter().map(|key| key.kid).collect::<Vec<_>>()
    };
    let signed_by = || part(&fixture.sandbox.sign(Metadata::new()), 0)["kid"].clone();
    let first = kids().await;
    assert_eq!(first.len(), 1);
    let mut previous_kid = first[0].clone();
    // One more rotation than there are keys.
    for _ in 0..4 {
        fixture.sandbox.rotate_keys();
        let [current, previous] = kids().await.try_into().expect("two keys");
        assert_eq!((&previous, signed_by()), (&previous_kid, json!(current)));
        assert_ne!(current, previous);
        previous_kid = current;
    }
    let consumer = consumer::sessions::GetJwksRequest::new(fixture.sandbox.project_id());
    let consumer =
        fixture.client.consumer().sessions().get_jwks(consumer).await.expect("a key set");
    assert_eq!(consumer.keys[0].kid, previous_kid);
    assert_eq!(fixture.sandbox.request_count::<GetJwksRequest>(), 5);
}

#[tokio::test]
async fn invalid_session_arguments_are_rejected() {
    let fixture = Fixture::new().await;
    let sessions = fixture.b2b().sessions();
    let new = AuthenticateRequest::new;
    for (request, status, error_type) in [
        (new(), 400, "no_session_arguments"),
        (new().session_token("a").session_jwt("b"), 400, "too_many_session_arguments"),
        (new().session_token("KEEPOUT"), 404, "session_not_found"),
        (new().session_jwt("KEEPOUT"), 404, "session_not_found"),
        (
            new().session_token("a").session_duration_minutes(4),
            400,
            "invalid_session_duration_minutes",
        ),
    ] {
        let message = assert_error(sessions.authenticate(request).await, status, error_type);
        assert!(!message.contains("KEEPOUT"), "{message}");
    }
}

#[tokio::test]
async fn second_factor_is_added_to_the_session() {
    let fixture = Fixture::new().await;
    let migrated = fixture.member_with_totp("ada@acme.example").await;
    let login = fixture.log_in(&migrated.member_id).await;
    let recover = || RecoverRequest::new("acme", &migrated.member_id, &migrated.recovery_codes[0]);
    let codes = fixture.b2b().recovery_codes();

    // A login with invalid session fields does not use the code.
    let unknown = recover().session_token("unknown");
    assert_error(codes.recover(unknown).await, 404, "session_not_found");
    let pending = recover().intermediate_session_token("unknown");
    assert_error(codes.recover(pending).await, 404, "intermediate_session_not_found");
    let both = recover().session_token(&login.session_token).session_jwt(&login.session_jwt);
    assert_error(codes.recover(both).await, 400, "too_many_session_arguments");

    let second = codes.recover(recover().session_token(&login.session_token)).await;
    let second = second.expect("the session");
    assert_eq!(second.session_token, login.session_token);
    let session = second.member_session.expect("the session");
    assert_eq!(session.authentication_factors.len(), 2);
    assert_eq!(minutes_left(&session), 60);

    let bob = fixture.member_with_totp("bob@acme.example").await;
    let of_other_member = fixture
        .authentication(&bob.member_id, &code(SECRET, 0))
        .session_token(&login.session_token);
    let of_other_member = fixture.b2b().totps().authenticate(of_other_member).await;
    assert_error(of_other_member, 404, "session_not_found");
}

#[tokio::test]
async fn custom_claims_are_merged() {
    let fixture = Fixture::new().await;
    let migrated = fixture.member_with_totp("ada@acme.example").await;
    let claims = |json| serde_json::from_value(json).expect("an object");
    let login = fixture
        .authentication(&migrated.member_id, &code(SECRET, 0))
        .session_custom_claims(claims(json!({ "a": 1, "b": 2 })));
    let login = fixture.b2b().totps().authenticate(login).await.expect("a session");
    let request = AuthenticateRequest::new()
        .session_token(&login.session_token)
        .session_custom_claims(claims(json!({ "a": null, "c": 3 })));
    let session = fixture.b2b().sessions().authenticate(request).await.expect("a session");
    let expected = claims(json!({ "b": 2, "c": 3 }));
    assert_eq!(session.member_session.custom_claims, Some(expected));
}

#[tokio::test]
async fn default_policy_authorizes_members_and_admins() {
    let fixture = Fixture::new().await;
    let migrated = fixture.member_with_totp("ada@acme.example").await;
    let login = fixture.log_in(&migrated.member_id).await;
    let sessions = fixture.b2b().sessions();
    let authorize = async |organization: &str, resource: &str| {
        let action = "update.info.name";
        let check = AuthorizationCheck::new(organization, resource, action);
        let request = AuthenticateRequest::new().session_token(&login.session_token);
        let session = sessions.authenticate(request.authorization_check(check)).await?;
        Ok(session.verdict.expect("a verdict").granting_roles)
    };
    assert_eq!(authorize("acme", "stytch.self").await.expect("roles"), ["stytch_member"]);
    for resource in ["stytch.organization", "document"] {
        assert_error(authorize("acme", resource).await, 403, "session_authorization_error");
    }
    let tenancy = "session_authorization_tenancy_error";
    assert_error(authorize("other", "stytch.self").await, 403, tenancy);

    let update = members::UpdateRequest::new("acme", &migrated.member_id).roles(["stytch_admin"]);
    fixture.b2b().organizations().members().update(update).await.expect("an update");
    assert_eq!(authorize("acme", "stytch.self").await.expect("roles"), ["stytch_member"]);
    let roles = authorize("acme", "stytch.organization").await.expect("roles");
    assert_eq!(roles, ["stytch_admin"]);
    assert_error(authorize("acme", "document").await, 403, "session_authorization_error");

    let policy = fixture.b2b().rbac().policy(PolicyRequest::new()).await.expect("a policy");
    let policy = policy.policy.expect("a policy");
    let stytch_self = policy.resources.iter().find(|it| it.resource_id == "stytch.self");
    let actions = &stytch_self.expect("the resource").actions;
    assert_eq!(actions.last().map(String::as_str), Some("delete"), "{actions:?}");
}

#[tokio::test]
async fn authorization_check_uses_the_policy() {
    let fixture = Fixture::new().await;
    let migrated = fixture.member_with_totp("ada@acme.example").await;
    let members = fixture.b2b().organizations().members();
    let update = members::UpdateRequest::new("acme", &migrated.member_id);
    members.update(update.roles(["stytch_admin", "auditor"])).await.expect("an update");
    let login = fixture.log_in(&migrated.member_id).await;
    let authorize = async || {
        let request = AuthenticateRequest::new().session_token(&login.session_token);
        fixture.b2b().sessions().authenticate(request.authorization_check(check("acme"))).await
    };
    let reads = PolicyPermission::new("document", ["*"]);
    let role = |name: &str| PolicyRole::new(name, "", [reads.clone()]);
    assert_error(authorize().await, 403, "session_authorization_error");
    let own = OrgPolicy::new([role("auditor")]);
    let set = SetOrgPolicyRequest::new("acme", own.clone());
    let organizations = fixture.b2b().rbac().organizations();
    organizations.set_org_policy(set).await.expect("a policy");
    let verdict = authorize().await.expect("a session").verdict.expect("a verdict");
    assert_eq!(verdict.granting_roles, ["auditor"]);
    fixture.sandbox.set_policy(Policy::default().roles([role("other")]));
    let verdict = authorize().await.expect("a session").verdict.expect("a verdict");
    assert_eq!(verdict.granting_roles, ["auditor"]);
    let get = GetOrgPolicyRequest::new(&fixture.acme.organization_id);
    assert_eq!(organizations.get_org_policy(get).await.expect("a policy").org_policy, own);
}

#[tokio::test]
async fn sessions_are_listed_and_revoked() {
    let fixture = Fixture::new().await;
    let migrated = fixture.member_with_totp("ada@acme.example").await;
    let sessions = fixture.b2b().sessions();
    let mut logins = Vec::new();
    for code in &migrated.recovery_codes[..5] {
        let recover = RecoverRequest::new("acme", &migrated.member_id, code);
        logins.push(fixture.b2b().recovery_codes().recover(recover).await.expect("a session"));
    }
    let id = |index: usize| {
        let session = logins[index].member_session.as_ref().expect("a session");
        session.member_session_id.clone()
    };
    let live = async || {
        let request = GetRequest::new("acme", &migrated.member_id);
        let listed = sessions.get(request).await.expect("a list").member_sessions;
        listed.into_iter().map(|session| session.member_session_id).collect::<Vec<_>>()
    };
    assert_eq!(live().await, (0..5).map(id).collect::<Vec<_>>());

    let new = RevokeRequest::new;
    for request in [
        new().member_session_id(id(1)),
        new().session_token(&logins[2].session_token),
        new().session_jwt(&logins[3].session_jwt),
    ] {
        sessions.revoke(request.clone()).await.expect("a revocation");
        assert_error(sessions.revoke(request).await, 404, "session_not_found");
    }
    assert_eq!(live().await, [id(0), id(4)]);
    let revoked = AuthenticateRequest::new().session_token(&logins[2].session_token);
    assert_error(sessions.authenticate(revoked).await, 404, "session_not_found");
    sessions.revoke(new().member_id(&migrated.member_id)).await.expect("a revocation");
    assert!(live().await.is_empty());

    let several = new().member_id(&migrated.member_id).member_session_id(id(0));
    assert_error(sessions.revoke(several).await, 400, "too_many_session_revoke_arguments");
    assert_error(sessions.revoke(new()).await, 400, "no_session_revoke_arguments");
    let unknown = new().member_id("member-test-0");
    assert_error(sessions.revoke(unknown).await, 404, "member_not_found");
}

#[tokio::test]
async fn deleting_a_member_revokes_its_sessions() {
    let fixture = Fixture::new().await;
    let migrated = fixture.member_with_totp("ada@acme.example").await;
    let login = fixture.log_in(&migrated.member_id).await;
    let delete = members::DeleteRequest::new("acme", &migrated.member_id);
    fixture.b2b().organizations().members().delete(delete).await.expect("a deletion");
    let request = AuthenticateRequest::new().session_token(&login.session_token);
    let authenticated = fixture.b2b().sessions().authenticate(request).await;
    assert_error(authenticated, 404, "session_not_found");
}

#[tokio::test]
async fn member_credential_must_belong_to_a_live_session() {
    let fixture = Fixture::new().await;
    let migrated = fixture.member_with_totp("ada@acme.example").await;
    let login = fixture.log_in(&migrated.member_id).await;
    let update = |credential| UpdateRequest::new("acme").member_credential(credential);
    let organizations = fixture.b2b().organizations();
    for credential in
        [MemberCredential::token(&login.session_token), MemberCredential::jwt(&login.session_jwt)]
    {
        organizations.update(update(credential)).await.expect("an update");
    }
    let revoke = RevokeRequest::new().session_token(&login.session_token);
    fixture.b2b().sessions().revoke(revoke).await.expect("a revocation");
    let revoked = update(MemberCredential::token(&login.session_token));
    assert_error(organizations.update(revoked).await, 404, "session_not_found");
}

#[tokio::test]
async fn key_sets_are_public() {
    let fixture = Fixture::new().await;
    for path in ["/v1/b2b/sessions/jwks", "/v1/sessions/jwks"] {
        let get = async |project_id: &str| {
            let path = format!("{path}/{project_id}");
            RawRequest::new(&fixture.sandbox, "GET", &path).send().await
        };
        let (status, received) = get(fixture.sandbox.project_id()).await;
        assert_eq!((status, &received["keys"][0]["kty"]), (200, &"RSA".into()));
        assert_eq!(received["keys"][0]["x5tS256"], received["keys"][0]["x5t#S256"]);
        assert!(received["keys"][0]["x5tS256"].is_string(), "{received}");
        let (status, received) = get("project-test-other").await;
        assert_eq!((status, &received["error_type"]), (404, &"project_not_found".into()));
    }
}

#[tokio::test]
async fn session_is_exchanged_between_organizations() {
    let fixture = Fixture::new().await;
    let migrated = fixture.member_with_totp("ada@acme.example").await;
    let login = fixture.log_in(&migrated.member_id).await;
    let organizations = fixture.b2b().organizations();
    organizations.create(organizations::CreateRequest::new("Other")).await.expect("other");
    let sessions = fixture.b2b().sessions();
    let exchange =
        |token: &Secret| sessions.exchange(ExchangeRequest::new("other").session_token(token));
    assert_error(exchange(&Secret::from("wrong")).await, 404, "session_not_found");
    assert_error(exchange(&login.session_token).await, 404, "member_not_found");
    let ada = members::CreateRequest::new("other", "Ada@acme.example");
    let ada = organizations.members().create(ada).await.expect("a Member");

    let exchanged = exchange(&login.session_token).await.expect("a session");
    assert_eq!((&exchanged.member_id, exchanged.member_authenticated), (&ada.member_id, true));
    let session = exchanged.member_session.expect("a session");
    assert_eq!(session.organization_id, ada.organization.organization_id);
    assert_eq!(
        session.authentication_factors,
        login.member_session.expect("one").authentication_factors
    );
    let authenticate =
        |token: &Secret| sessions.authenticate(AuthenticateRequest::new().session_token(token));
    authenticate(&exchanged.session_token.expect("a token")).await.expect("a session");
    assert_error(authenticate(&login.session_token).await, 404, "session_not_found");
}
