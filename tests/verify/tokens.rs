//! Claims of session JWTs: which tokens are accepted, and the sessions that are read from them.

use std::time::Duration;

use serde_json::{Value, json};
use stytch_api::{
    Error,
    b2b::{FactorDeliveryMethod, FactorType},
    verify::{
        JwtPolicy,
        TokenErrorKind::{
            self, Expired, InvalidAlgorithm, InvalidAudience, InvalidIssuer, Malformed,
            MissingClaim, NotYetValid, TooOld, UnknownKey, WrongTokenType,
        },
    },
};
use stytch_tests::{MockResponse, PROJECT_ID, Server};

use crate::setup::{
    ISSUED, Signer, accepted, at, check, claims, claims_with, error_kind, key_server, key_set,
    rejection,
};

#[tokio::test]
async fn member_session_is_read_from_its_jwt() {
    let signer = Signer::first();
    let (server, client) = key_server([key_set(&[signer.jwk()])]).await;
    let verified = accepted(check(&client, &signer.jwt(&claims())).await);

    let session = verified.session;
    assert_eq!(session.member_session_id, "session-test-1");
    assert_eq!(session.member_id, "member-test-1");
    assert_eq!(session.organization_id, "organization-test-1");
    assert_eq!(session.organization_slug, "acme");
    assert_eq!(session.roles, ["stytch_member", "editor"]);
    assert_eq!(session.started_at.as_str(), "2023-11-14T22:13:00Z");
    assert_eq!(session.last_accessed_at.as_str(), "2023-11-14T22:13:20Z");
    assert_eq!(session.expires_at.as_str(), "2023-11-15T00:13:20Z");
    let factor = &session.authentication_factors[0];
    assert_eq!(factor.r#type, FactorType::Totp);
    assert_eq!(factor.delivery_method, FactorDeliveryMethod::AuthenticatorApp);
    let custom = json!({ "https://example.com/plan": "pro" });
    assert_eq!(session.custom_claims.map(Value::Object), Some(custom));
    assert_eq!((verified.verdict, verified.renewed), (None, None));

    let path = format!("/v1/b2b/sessions/jwks/{PROJECT_ID}");
    assert_eq!(server.request().target, path);
}

#[tokio::test]
async fn user_session_is_read_from_its_jwt() {
    let signer = Signer::first();
    let (server, client) = key_server([key_set(&[signer.jwk()])]).await;
    let mut claims = claims_with(&json!({
        "sub": "user-test-1",
        "https://stytch.com/organization": null,
        "https://example.com/plan": null,
    }));
    claims["https://stytch.com/session"]["attributes"] =
        json!({ "ip_address": "192.0.2.1", "user_agent": "a browser" });
    claims["https://stytch.com/session"]["expires_at"] = Value::Null;
    let jwt = signer.jwt(&claims);
    let check = client.consumer().sessions().authenticate_jwt(&jwt).now(at(3));
    let session = check.await.expect("a session").session;

    assert_eq!((&*session.session_id, &*session.user_id), ("session-test-1", "user-test-1"));
    assert_eq!(session.attributes.unwrap().ip_address.as_deref(), Some("192.0.2.1"));
    // Without an expiry of its session, the JWT's expiry is returned.
    assert_eq!(session.expires_at.unwrap().as_str(), "2023-11-14T22:18:20Z");
    assert_eq!(session.custom_claims, None);
    assert_eq!(server.request().target, format!("/v1/sessions/jwks/{PROJECT_ID}"));

    // A Member's session is not a User's.
    let jwt = signer.jwt(&crate::setup::claims());
    let check = client.consumer().sessions().authenticate_jwt(&jwt).now(at(3));
    assert_eq!(rejection(check.await), WrongTokenType);
}

#[tokio::test]
async fn jwt_is_accepted_from_issue_to_expiry() {
    let signer = Signer::first();
    let (server, client) = key_server([key_set(&[signer.jwk()])]).await;
    let jwt = signer.jwt(&claims());
    let sessions = client.b2b().sessions();
    let check = |after_issue, leeway| {
        let leeway = Duration::from_secs(leeway);
        sessions.authenticate_jwt(&jwt).now(at(after_issue)).leeway(leeway)
    };
    assert_eq!(rejection(check(-10, 9).await), NotYetValid);
    accepted(check(-10, 10).await);
    assert_eq!(rejection(check(-1, 0).await), NotYetValid);
    accepted(check(299, 0).await);
    assert_eq!(rejection(check(300, 0).await), Expired);
    accepted(check(300, 1).await);
    let max_age = Duration::from_secs(5);
    accepted(check(4, 0).max_token_age(max_age).await);
    assert_eq!(rejection(check(5, 0).max_token_age(max_age).await), TooOld);
    assert_eq!(rejection(check(5, 9).max_token_age(max_age).await), TooOld);
    // The system's clock is used by default.
    assert_eq!(rejection(sessions.authenticate_jwt(&jwt).await), Expired);
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn leeway_is_set_per_check_or_per_client() {
    let signer = Signer::first();
    let server = Server::start([key_set(&[signer.jwk()])]).await;
    let session = signer.jwt(&claims());
    let token = signer.jwt(&claims_with(&json!({ "https://stytch.com/session": null })));
    let seconds = Duration::from_secs;
    // The leeways of client and check, and the first and last second at which the token is valid.
    for (of_client, of_check, first, last) in [
        (None, None, -5, 299),
        (Some(0), None, 0, 299),
        (Some(60), None, -60, 359),
        (None, Some(0), 0, 299),
        (Some(60), Some(0), 0, 299),
        (Some(60), Some(7), -7, 306),
    ] {
        let builder = server.builder().retries(0);
        let builder = match of_client {
            Some(leeway) => builder.token_leeway(seconds(leeway)),
            None => builder,
        };
        let client = builder.build().unwrap();
        for (after_issue, expected) in
            [(first - 1, Some(NotYetValid)), (first, None), (last, None), (last + 1, Some(Expired))]
        {
            let mut session = client.b2b().sessions().authenticate_jwt(&session);
            let mut token = client.b2b().m2m().authenticate_token(&token);
            if let Some(leeway) = of_check {
                (session, token) = (session.leeway(seconds(leeway)), token.leeway(seconds(leeway)));
            }
            let case = format!("{of_client:?} {of_check:?} {after_issue}");
            assert_eq!(error_kind(session.now(at(after_issue)).await), expected, "{case}");
            assert_eq!(error_kind(token.now(at(after_issue)).await), expected, "{case}");
        }
    }
}

#[tokio::test]
async fn claims_must_be_present_and_valid() {
    let signer = Signer::first();
    let (_server, client) = key_server([key_set(&[signer.jwk()])]).await;
    let cases: Vec<(Value, Option<TokenErrorKind>)> = vec![
        (json!({ "iss": null }), Some(MissingClaim("iss"))),
        (json!({ "aud": null }), Some(MissingClaim("aud"))),
        (json!({ "sub": null }), Some(MissingClaim("sub"))),
        (json!({ "sub": "" }), Some(MissingClaim("sub"))),
        (json!({ "exp": null }), Some(MissingClaim("exp"))),
        (json!({ "iat": null }), Some(MissingClaim("iat"))),
        (json!({ "nbf": null }), None),
        (json!({ "nbf": ISSUED + 100 }), Some(NotYetValid)),
        (json!({ "iat": ISSUED + 100 }), Some(NotYetValid)),
        (json!({ "iss": "stytch.com/project-test-another" }), Some(InvalidIssuer)),
        (json!({ "iss": client.base_url() }), None),
        (json!({ "iss": format!("{}/", client.base_url()) }), None),
        (json!({ "aud": ["another", PROJECT_ID] }), None),
        (json!({ "aud": PROJECT_ID }), None),
        (json!({ "aud": ["another"] }), Some(InvalidAudience)),
        (json!({ "exp": "tomorrow" }), Some(Malformed)),
        (json!({ "sub": 7 }), Some(Malformed)),
        (json!({ "https://stytch.com/session": null }), Some(WrongTokenType)),
        (
            json!({ "https://stytch.com/organization": null }),
            Some(MissingClaim("https://stytch.com/organization")),
        ),
    ];
    for (changes, expected) in cases {
        let result = check(&client, &signer.jwt(&claims_with(&changes))).await;
        match expected {
            Some(expected) => assert_eq!(rejection(result), expected, "{changes}"),
            None => drop(accepted(result)),
        }
    }
    // JSON that is not an object of claims.
    for payload in [json!([]), json!("claims"), json!(null)] {
        assert_eq!(rejection(check(&client, &signer.jwt(&payload)).await), Malformed);
    }
}

#[tokio::test]
async fn custom_claims_may_have_names_of_access_token_claims() {
    let signer = Signer::first();
    let (_server, client) = key_server([key_set(&[signer.jwk()])]).await;
    for custom in [
        json!({ "scope": ["read", "write"], "client_id": 7 }),
        json!({ "scope": "read", "client_id": "app" }),
    ] {
        let mut changes = custom.clone();
        changes["https://example.com/plan"] = Value::Null;
        let verified = accepted(check(&client, &signer.jwt(&claims_with(&changes))).await);
        assert_eq!(verified.session.custom_claims.map(Value::Object), Some(custom));
    }
    // In an access token, these claims have a fixed meaning and type.
    for mut changes in [json!({ "scope": ["read"] }), json!({ "client_id": 7 })] {
        changes["https://stytch.com/session"] = Value::Null;
        let jwt = signer.jwt(&claims_with(&changes));
        let result = client.b2b().m2m().authenticate_token(&jwt).now(at(3)).await;
        assert_eq!(rejection(result), Malformed);
    }
}

#[tokio::test]
async fn registered_claims_and_those_of_stytch_are_not_custom() {
    let signer = Signer::first();
    let (_server, client) = key_server([key_set(&[signer.jwk()])]).await;
    let changes = json!({
        "jti": "jwt-1",
        "https://stytch.com/new": { "any": ["value"] },
        "https://stytch.com/": 1,
        "https://stytch.com.example/plan": "pro",
    });
    let custom = json!({
        "https://example.com/plan": "pro",
        "https://stytch.com.example/plan": "pro",
    });
    let jwt = signer.jwt(&claims_with(&changes));
    let session = accepted(check(&client, &jwt).await).session;
    assert_eq!(session.custom_claims.map(Value::Object), Some(custom.clone()));

    let mut changes = changes;
    changes["https://stytch.com/session"] = Value::Null;
    let jwt = signer.jwt(&claims_with(&changes));
    let token = client.b2b().m2m().authenticate_token(&jwt).now(at(3)).await.unwrap();
    assert_eq!(Value::Object(token.custom_claims), custom);
}

#[tokio::test]
async fn invalid_jwt_is_rejected_without_asking_stytch() {
    let signer = Signer::first();
    let (server, client) = key_server([key_set(&[signer.jwk()])]).await;
    // Checked both before and after the token's expiry.
    let cases = [
        (json!({ "iss": "stytch.com/project-test-another" }), InvalidIssuer),
        (json!({ "iss": null }), MissingClaim("iss")),
        (json!({ "aud": "another" }), InvalidAudience),
        (json!({ "sub": null }), MissingClaim("sub")),
        (json!({ "exp": null }), MissingClaim("exp")),
        (json!({ "iat": null }), MissingClaim("iat")),
        (json!({ "exp": "soon" }), Malformed),
        (json!({ "https://stytch.com/session": null }), WrongTokenType),
    ];
    let sessions = client.b2b().sessions();
    for after_issue in [3, 7200] {
        let check = async |jwt: &str| {
            let check = sessions.authenticate_jwt(jwt).policy(JwtPolicy::LocalThenRemote);
            rejection(check.now(at(after_issue)).await)
        };
        for (changes, expected) in &cases {
            let rejection = check(&signer.jwt(&claims_with(changes))).await;
            assert_eq!(rejection, *expected, "{changes} {after_issue}");
        }
        assert_eq!(check("a.b.c").await, Malformed);
        let header = json!({ "alg": "HS256", "kid": "key0" });
        assert_eq!(check(&signer.jwt_with(&header, &claims())).await, InvalidAlgorithm);
    }
    assert_eq!(server.requests().len(), 1);
    assert_eq!(
        rejection(sessions.authenticate_jwt(&Signer::second().jwt(&claims())).await),
        UnknownKey
    );
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn debug_and_errors_hide_the_token() {
    let signer = Signer::first();
    let (_server, client) = key_server([key_set(&[signer.jwk()])]).await;
    let jwt = signer.jwt(&claims_with(&json!({ "iss": "LEAKED", "exp": "LEAKED" })));
    let check = check(&client, &jwt);
    let shown = format!("{check:?}");
    let error: Error = check.await.unwrap_err();
    let shown = format!("{shown} {error} {error:?}");
    for part in jwt.split('.').chain(["LEAKED", "member-test-1"]) {
        assert!(!shown.contains(part), "{shown}");
    }
}

#[tokio::test]
async fn token_is_undecided_if_keys_are_unavailable() {
    let signer = Signer::first();
    let server = Server::start([MockResponse::status(500, "{}")]).await;
    let error = check(&server.client(), &signer.jwt(&claims())).await.unwrap_err();
    assert!(error.is_unavailable() && !error.is_token() && !error.is_denied(), "{error:?}");
    let Error::Unavailable(unavailable) = &error else { panic!("{error:?}") };
    assert_eq!(unavailable.cause().status(), Some(500));
    assert_eq!(error.to_string(), "the project's keys could not be fetched");
}
