//! The sandbox's own routes, for tests in other languages.

use serde_json::json;
use stytch_api::{
    b2b::{magic_links::email::discovery::SendRequest, organizations::GetRequest},
    sandbox::Fault,
};

use crate::fixture::{Fixture, RawRequest, SECRET};

#[tokio::test]
async fn requests_omit_the_credentials_of_the_project() {
    let fixture = Fixture::new().await;
    let member_id = fixture.member("ada@acme.example").await;
    fixture.b2b().totps().migrate(fixture.migration(&member_id)).await.expect("a migration");
    fixture.send("GET", "/v1/unknown?limit=1", "no JSON").await;
    let (status, body) = fixture.send("GET", "/_sandbox/requests", "").await;
    let requests = body["requests"].as_array().expect("a list");
    assert_eq!((status, requests.len()), (200, 4));
    assert_eq!(requests[2]["method"], "POST");
    assert_eq!(requests[2]["path"], "/v1/b2b/totp/migrate");
    assert_eq!(requests[2]["endpoint"], "POST /v1/b2b/totp/migrate");
    assert_eq!(requests[2]["body"]["secret"], SECRET);
    let headers = requests[2]["headers"].as_array().expect("a list");
    assert!(headers.contains(&json!(["content-type", "application/json"])), "{headers:?}");
    assert_eq!(requests[3]["query"], "limit=1");
    assert_eq!(requests[3]["body"], "no JSON");
    assert_eq!(requests[3]["endpoint"], json!(null));
    let authorization = fixture.sandbox.requests()[0].header("authorization").map(str::to_owned);
    let text = body.to_string();
    assert!(!text.contains("authorization"), "{text}");
    assert!(!text.contains(&authorization.expect("a header")), "{text}");
    assert!(!text.contains(fixture.sandbox.secret().expose()), "{text}");
}

#[tokio::test]
async fn policy_is_replaced() {
    let fixture = Fixture::new().await;
    let policy = json!({
        "roles": [{
            "role_id": "editor",
            "description": "",
            "permissions": [{ "resource_id": "document", "actions": ["edit"] }],
        }],
        "resources": [{ "resource_id": "document", "description": "", "actions": ["edit"] }],
        "scopes": [],
    });
    let (status, _) = fixture.send("PUT", "/_sandbox/policy", &policy.to_string()).await;
    assert_eq!(status, 200);
    let (_, body) = fixture.send("GET", "/v1/b2b/rbac/policy", "").await;
    assert_eq!(body["policy"], policy);
}

#[tokio::test]
async fn invalid_policy_is_rejected() {
    let fixture = Fixture::new().await;
    for (body, error_type) in [
        ("no JSON", "bad_request"),
        (r#"{"role": []}"#, "invalid_argument"),
        (r#"{"roles": [{"role_id": 1}]}"#, "invalid_argument"),
    ] {
        let (status, body) = fixture.send("PUT", "/_sandbox/policy", body).await;
        assert_eq!((status, &body["error_type"]), (400, &json!(error_type)));
    }
    let (_, body) = fixture.send("GET", "/v1/b2b/rbac/policy", "").await;
    let roles = body["policy"]["roles"].as_array().expect("a list");
    assert!(roles.iter().any(|role| role["role_id"] == "stytch_admin"), "{roles:?}");
}

#[tokio::test]
async fn control_routes_require_credentials_and_a_known_name() {
    let fixture = Fixture::new().await;
    let request = RawRequest::new(&fixture.sandbox, "GET", "/_sandbox/requests");
    let (status, body) = request.send().await;
    assert_eq!((status, &body["error_type"]), (401, &json!("unauthorized_credentials")));
    for (method, path) in [("GET", "/_sandbox/unknown"), ("PUT", "/_sandbox/requests")] {
        let (status, body) = fixture.send(method, path, "").await;
        assert_eq!((status, &body["error_type"]), (404, &json!("route_not_found")));
    }
}

#[tokio::test]
async fn control_routes_are_not_recorded_and_take_no_fault() {
    let fixture = Fixture::new().await;
    fixture.sandbox.fail_next(Fault::BadGateway);
    assert_eq!(fixture.send("GET", "/_sandbox/requests", "").await.0, 200);
    assert_eq!(fixture.sandbox.requests().len(), 1);
    let error = fixture.b2b().organizations().get(GetRequest::new("acme")).await;
    assert_eq!(error.expect_err("a fault").status(), Some(502));
}

#[tokio::test]
async fn outbox_has_the_messages_with_their_tokens() {
    let fixture = Fixture::new().await;
    let send = SendRequest::new("ada@acme.example");
    fixture.b2b().magic_links().email().discovery().send(send).await.expect("an email");
    let (status, body) = fixture.send("GET", "/_sandbox/outbox", "").await;
    let messages = body["messages"].as_array().expect("a list");
    assert_eq!((status, messages.len()), (200, 1));
    assert_eq!(messages[0]["recipient"], "ada@acme.example");
    let token = fixture.sandbox.outbox()[0].token.clone().expect("a token");
    assert_eq!(messages[0]["token"], token.expose());
}
