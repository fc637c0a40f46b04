//! The received requests: the fields hold everything, `Debug` hides secrets.

use serde_json::json;
use stytch_api::{
    MemberCredential,
    b2b::{
        organizations::{self, UpdateRequest, members},
        sessions,
    },
    sandbox::Sandbox,
};

use crate::fixture::{Fixture, RawRequest, SECRET, code};

#[tokio::test]
async fn requests_are_recorded_in_order() {
    let fixture = Fixture::new().await;
    let member_id = fixture.member("ada@acme.example").await;
    let request = members::GetRequest::new("acme").email_address("ada@acme.example");
    fixture.b2b().organizations().members().get(request).await.expect("ada");

    let received = fixture.sandbox.requests();
    let paths: Vec<_> = received.iter().map(|received| received.path.as_str()).collect();
    let members = format!("/v1/b2b/organizations/{}/members", fixture.acme.organization_id);
    assert_eq!(paths, ["/v1/b2b/organizations", &members, "/v1/b2b/organizations/acme/member"]);
    assert_eq!(received[0].method, "POST");
    assert_eq!(received[0].json(), Some(json!({ "organization_name": "Acme" })));
    assert_eq!(received[0].endpoint.map(|endpoint| endpoint.name), Some("create"));
    assert_eq!(received[0].query, None);
    assert_eq!(received[2].query.as_deref(), Some("email_address=ada%40acme.example"));
    assert_eq!((received[2].body.len(), received[2].json()), (0, None));
    assert!(received[2].header("Authorization").is_some_and(|value| value.starts_with("Basic ")));
    assert!(!member_id.is_empty());
}

#[tokio::test]
async fn only_the_last_requests_are_kept_and_all_are_counted() {
    let sandbox = Sandbox::builder().keep_requests(2).start().await.expect("a sandbox");
    let client = sandbox.client();
    for name in ["One", "Two", "Three"] {
        let create = organizations::CreateRequest::new(name);
        client.b2b().organizations().create(create).await.expect("an organization");
    }
    let names: Vec<_> = sandbox
        .requests()
        .iter()
        .map(|received| received.json().expect("JSON")["organization_name"].clone())
        .collect();
    assert_eq!(names, ["Two", "Three"]);
    assert_eq!(sandbox.request_count::<organizations::CreateRequest>(), 3);
    assert_eq!(sandbox.request_count::<organizations::GetRequest>(), 0);
}

#[tokio::test]
async fn debug_shows_values_that_are_not_secret() {
    let fixture = Fixture::new().await;
    let member_id = fixture.member("ada@acme.example").await;
    fixture.b2b().totps().migrate(fixture.migration(&member_id)).await.expect("a migration");
    let debug = format!("{:?}", fixture.sandbox.requests()[2]);
    for part in
        ["POST", "/v1/b2b/totp/migrate", &member_id, "application/json", r#""secret":"[redacted]""#]
    {
        assert!(debug.contains(part), "{part} in {debug}");
    }
}

#[tokio::test]
async fn debug_hides_every_secret() {
    let fixture = Fixture::new().await;
    let member_id = fixture.member("ada@acme.example").await;
    let migration =
        fixture.migration(&member_id).recovery_codes(["aaaa-aaaa-aaaa", "bbbb-bbbb-bbbb"]);
    fixture.b2b().totps().migrate(migration).await.expect("a migration");
    let code = code(SECRET, 0);
    let login = fixture.b2b().totps().authenticate(fixture.authentication(&member_id, &code)).await;
    let login = login.expect("a session");
    let (token, jwt) = (login.session_token.expose(), login.session_jwt.expose());
    for credential in [MemberCredential::token(token), MemberCredential::jwt(jwt)] {
        let update = UpdateRequest::new("acme").member_credential(credential);
        fixture.b2b().organizations().update(update).await.expect("an update");
    }
    let by_token = sessions::AuthenticateRequest::new().session_token(token);
    fixture.b2b().sessions().authenticate(by_token).await.expect("a session");

    let debug = format!("{:?}", fixture.sandbox.requests());
    let authorization =
        fixture.sandbox.requests()[0].header("authorization").expect("a header").to_owned();
    for secret in [
        SECRET,
        "aaaa-aaaa-aaaa",
        "bbbb-bbbb-bbbb",
        &format!("\"{code}\""),
        token,
        jwt,
        fixture.sandbox.secret().expose(),
        authorization.trim_start_matches("Basic "),
    ] {
        assert!(!debug.contains(secret), "{secret} in {debug}");
    }
    assert!(debug.contains(r#""x-stytch-member-session":"[redacted]""#), "{debug}");
}

#[tokio::test]
async fn debug_hides_unknown_values() {
    let fixture = Fixture::new().await;
    let path = "/v1/b2b/totp/migrate?token=KEEPOUT";
    for (path, body) in [
        (
            "/v1/b2b/totp/migrate",
            json!({ "secrett": "KEEPOUT", "secret": ["KEEPOUT"] }).to_string(),
        ),
        ("/v1/b2b/totp/migrate", json!({ "organization_id": { "a": "KEEPOUT" } }).to_string()),
        ("/v1/b2b/totp/migrate", json!({ "recovery_codes": "KEEPOUT" }).to_string()),
        ("/v1/b2b/organizations/search", json!({ "query": "KEEPOUT" }).to_string()),
        (
            "/v1/public/project-test-1/oauth2/token",
            json!({ "client_secret": "KEEPOUT" }).to_string(),
        ),
        ("/v1/public/project-test-1/oauth2/token", "KEEPOUT".to_owned()),
        ("/v1/b2b/totp/migrate", "{\"secret\": \"KEEPOUT\"".to_owned()),
        ("/v2/unknown", "{\"secret\": \"KEEPOUT\"}".to_owned()),
        (path, String::new()),
    ] {
        fixture.send("POST", path, &body).await;
    }
    for path in ["/v1/b2b/totp/KEEPOUT", "/v1/KEEPOUT/b2b//migrate?token=KEEPOUT", "/KEEPOUT%2F"] {
        fixture.send("POST", path, "").await;
    }
    RawRequest::new(&fixture.sandbox, "GET", "/").header("x-custom", "KEEPOUT").send().await;
    let debug = format!("{:?}", fixture.sandbox.requests());
    assert!(!debug.contains("KEEPOUT"), "{debug}");
    assert!(debug.contains("21 bytes"), "{debug}");
    for path in ["/v1/b2b/totp/[redacted],", "/v1/[redacted]/b2b//migrate,", " /[redacted],"] {
        assert!(debug.contains(path), "{path} in {debug}");
    }
}
