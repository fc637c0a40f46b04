//! Validation of requests before they reach a handler.

use serde_json::{Value, json};
use stytch_api::{
    Client,
    b2b::organizations::{CreateRequest, GetRequest},
    sandbox::Sandbox,
};

use crate::fixture::{Fixture, RawRequest, SECRET, assert_error};

const MIGRATE: &str = "/v1/b2b/totp/migrate";
const CREATE: &str = "/v1/b2b/organizations";

/// Asserts that the response is this error, and returns its message.
#[track_caller]
fn message(response: (u16, Value), status: u16, error_type: &str) -> String {
    let (received_status, body) = response;
    assert_eq!((received_status, &body["error_type"]), (status, &json!(error_type)), "{body}");
    assert_eq!(body["status_code"], json!(status));
    assert!(body["request_id"].as_str().is_some_and(|id| id.starts_with("request-id-test-")));
    body["error_message"].as_str().expect("a message").to_owned()
}

#[tokio::test]
async fn wrong_credentials_are_rejected() {
    let fixture = Fixture::new().await;
    let (id, secret) = (fixture.sandbox.project_id(), fixture.sandbox.secret().expose());
    for (id, secret) in [(id, "secret-test-other"), ("project-test-other", secret)] {
        let client = Client::builder(id, secret).base_url(fixture.sandbox.url()).build();
        let client = client.expect("a client");
        let result = client.b2b().organizations().get(GetRequest::new("acme"));
        assert_error(result.await, 401, "unauthorized_credentials");
    }
    let bearer = format!("Bearer {secret}");
    let unencoded = format!("Basic {id}:{secret}");
    for request in [
        RawRequest::new(&fixture.sandbox, "POST", MIGRATE),
        RawRequest::new(&fixture.sandbox, "POST", MIGRATE).header("authorization", &bearer),
        RawRequest::new(&fixture.sandbox, "POST", MIGRATE).header("authorization", &unencoded),
    ] {
        let message = message(request.send().await, 401, "unauthorized_credentials");
        assert!(!message.contains(secret));
    }
}

#[tokio::test]
async fn unknown_route_is_rejected_without_quoting_it() {
    let fixture = Fixture::new().await;
    for (method, path) in [
        ("GET", MIGRATE),
        ("DELETE", "/v1/b2b/totp"),
        ("POST", "/v1/b2b/totp/migrate/"),
        ("GET", "/v1/b2b/organizations//member"),
        ("GET", "/"),
        ("POST", "/v1/b2b/totp/KEEPOUT"),
    ] {
        let response = fixture.send(method, path, "").await;
        let message = message(response, 404, "route_not_found");
        assert_eq!(message, format!("No endpoint has the method {method} and this path."));
    }
}

#[tokio::test]
async fn body_must_be_a_json_object() {
    let fixture = Fixture::new().await;
    for body in ["", "{", "[]", "null", "\"text\"", "{} {}"] {
        message(fixture.send("POST", MIGRATE, body).await, 400, "bad_request");
    }
}

#[tokio::test]
async fn body_where_none_is_due_may_repeat_the_path() {
    let fixture = Fixture::new().await;
    let id = &fixture.acme.organization_id;
    let path = format!("{CREATE}/{id}");
    let repeated = json!({ "organization_id": id }).to_string();
    for body in ["", "{}", "null", " {} ", r#"{"organization_id":null}"#, &repeated] {
        let (status, received) = fixture.send("GET", &path, body).await;
        assert_eq!((status, &received["organization"]["organization_id"]), (200, &json!(id)));
    }
    let other = r#"{"organization_id":"KEEPOUT"}"#;
    let contradiction =
        message(fixture.send("DELETE", &path, other).await, 400, "invalid_argument");
    let expected = "`organization_id` is given more than once, with different values";
    assert_eq!(contradiction, expected);
    let unknown = r#"{"organisation_id":"acme"}"#;
    let unknown = message(fixture.send("DELETE", &path, unknown).await, 400, "invalid_argument");
    assert_eq!(unknown, "unknown body field `organisation_id`; known body fields: none");
    for body in ["KEEPOUT", "[]", "{", "7"] {
        let invalid = message(fixture.send("DELETE", &path, body).await, 400, "bad_request");
        assert_eq!(invalid, "The body is not a JSON object.");
    }
    let (status, _) = fixture.send("DELETE", &path, "{}").await;
    assert_eq!(status, 200);
}

#[tokio::test]
async fn unknown_fields_are_ignored_on_request() {
    let sandbox = Sandbox::builder().ignore_unknown_fields().start().await.expect("a sandbox");
    let organizations = sandbox.client();
    let organizations = organizations.b2b().organizations();
    organizations.create(CreateRequest::new("Acme")).await.expect("an Organization");
    let send = async |method, path: &str, body| {
        RawRequest::new(&sandbox, method, path).authorized().body(body).send().await
    };
    let body = r#"{"organization_name":"Other","organisation_slug":"typo"}"#;
    let (status, received) = send("POST", CREATE, body).await;
    assert_eq!((status, &received["organization"]["organization_slug"]), (200, &json!("other")));
    let (status, _) = send("GET", &format!("{CREATE}/acme?verbose=True"), "").await;
    assert_eq!(status, 200);
    let contradiction = send("GET", &format!("{CREATE}/acme?organization_id=other"), "").await;
    message(contradiction, 400, "invalid_argument");
}

#[tokio::test]
async fn body_has_a_limit() {
    const LIMIT: usize = 2 << 20;
    let fixture = Fixture::new().await;
    let create = |length: usize| {
        let body = json!({ "organization_name": "Other" }).to_string();
        format!("{body}{}", " ".repeat(length - body.len()))
    };
    let response = fixture.send("POST", CREATE, &create(LIMIT + 1)).await;
    assert_eq!(message(response, 413, "bad_request"), "The body has more than 2097152 bytes.");
    // Longer than the buffers of the connection, so that the rest of the body must be read as well.
    let request = CreateRequest::new("A".repeat(8 * LIMIT));
    let result = fixture.b2b().organizations().create(request).await;
    assert_error(result, 413, "bad_request");
    assert_eq!(fixture.sandbox.requests().len(), 1);
    let (status, _) = fixture.send("POST", CREATE, &create(LIMIT)).await;
    assert_eq!(status, 200);

    let sandbox = Sandbox::builder().max_body_size(8).start().await.expect("a sandbox");
    let request = RawRequest::new(&sandbox, "POST", CREATE).body("123456789").send();
    message(request.await, 413, "bad_request");
}

#[tokio::test]
async fn missing_field_is_named() {
    let fixture = Fixture::new().await;
    for body in [
        json!({ "organization_id": "acme", "member_id": "m" }),
        json!({ "organization_id": "acme", "member_id": "m", "secret": null }),
    ] {
        let response = fixture.send("POST", MIGRATE, &body.to_string()).await;
        let message = message(response, 400, "invalid_argument");
        assert_eq!(message, "`secret`: it is required");
    }
    let response = fixture.send("GET", "/v1/b2b/sessions?organization_id=acme", "").await;
    assert_eq!(message(response, 400, "invalid_argument"), "`member_id`: it is required");
}

#[tokio::test]
async fn unknown_field_is_named() {
    let fixture = Fixture::new().await;
    let body = json!({ "organization_name": "A", "organisation_slug": "b" });
    let response = fixture.send("POST", CREATE, &body.to_string()).await;
    let top = message(response, 400, "invalid_argument");
    assert!(top.starts_with("unknown body field `organisation_slug`"), "{top}");
    assert!(top.contains("`organization_slug`"), "{top}");

    let body = json!({ "query": { "operator": "AND", "operant": [] } });
    let response = fixture.send("POST", "/v1/b2b/organizations/search", &body.to_string()).await;
    let nested = message(response, 400, "invalid_argument");
    let expected = "`query.operant`: unknown field; did you mean `operands`?";
    assert_eq!(nested, expected);
}

#[tokio::test]
async fn path_parameter_may_be_repeated_with_an_equal_value() {
    let fixture = Fixture::new().await;
    let id = &fixture.acme.organization_id;
    let path = format!("{CREATE}/{id}");
    let body = json!({ "organization_id": id, "organization_name": "New" }).to_string();
    for path in [&path, &format!("{path}?organization_id={id}")] {
        let (status, received) = fixture.send("PUT", path, &body).await;
        assert_eq!((status, &received["organization"]["organization_name"]), (200, &json!("New")));
    }
    let expected = "`organization_id` is given more than once, with different values";
    let body = json!({ "organization_id": "acme" }).to_string();
    let response = fixture.send("PUT", &path, &body).await;
    assert_eq!(message(response, 400, "invalid_argument"), expected);
    let response = fixture.send("PUT", &format!("{path}?organization_id=acme"), "{}").await;
    assert_eq!(message(response, 400, "invalid_argument"), expected);
}

#[tokio::test]
async fn wrong_type_is_reported_by_path_without_its_value() {
    let fixture = Fixture::new().await;
    let create =
        |field: &str, value: Value| (CREATE, json!({ "organization_name": "Other", field: value }));
    for ((path, body), expected) in [
        (
            create("email_allowed_domains", json!(["a.example", "b.example", 7])),
            "`email_allowed_domains[2]`: expected string, found number",
        ),
        (
            create(
                "rbac_email_implicit_role_assignments",
                json!([{ "domain": "a.example", "role_id": ["KEEPOUT"] }]),
            ),
            "`rbac_email_implicit_role_assignments[0].role_id`: expected string, found array",
        ),
        (
            create("mfa_policy", json!("KEEPOUT")),
            "`mfa_policy`: expected one of REQUIRED_FOR_ALL, OPTIONAL, found a different string",
        ),
        (
            create("trusted_metadata", json!("KEEPOUT")),
            "`trusted_metadata`: expected object, found string",
        ),
        (
            (MIGRATE, json!({ "organization_id": "acme", "member_id": "m", "secret": 123_456 })),
            "`secret`: expected string, found number",
        ),
        (
            ("/v1/b2b/organizations/search", json!({ "limit": 2.5 })),
            "`limit`: expected 32-bit integer, found fraction",
        ),
        (
            ("/v1/b2b/organizations/search", json!({ "limit": 3_000_000_000_i64 })),
            "`limit`: expected 32-bit integer, found number out of range",
        ),
    ] {
        let response = fixture.send("POST", path, &body.to_string()).await;
        let message = message(response, 400, "invalid_argument");
        assert_eq!(message, expected);
        assert!(!message.contains("KEEPOUT") && !message.contains("123456"));
    }
}

#[tokio::test]
async fn null_leaves_an_optional_field_unset() {
    let fixture = Fixture::new().await;
    let body = json!({ "organization_name": "Other", "mfa_policy": null });
    let (status, body) = fixture.send("POST", CREATE, &body.to_string()).await;
    assert_eq!((status, &body["organization"]["mfa_policy"]), (200, &json!("OPTIONAL")));
}

#[tokio::test]
async fn query_parameters_are_validated() {
    let fixture = Fixture::new().await;
    let path = format!("{CREATE}/{}", fixture.acme.organization_id);
    let response = fixture.send("GET", &format!("{path}?verbose=KEEPOUT"), "").await;
    let unknown = message(response, 400, "invalid_argument");
    assert_eq!(unknown, "unknown query parameter `verbose`; known query parameters: none");

    let response = fixture.send("GET", &format!("{path}/member?member_id=a&member_id=b"), "").await;
    let repeated = message(response, 400, "invalid_argument");
    assert_eq!(repeated, "`member_id` is given more than once, with different values");
}

#[tokio::test]
async fn path_parameters_are_percent_decoded() {
    let fixture = Fixture::new().await;
    let body = json!({ "organization_name": "Odd", "organization_external_id": "a|b/c d" });
    let (status, _) = fixture.send("POST", CREATE, &body.to_string()).await;
    assert_eq!(status, 200);
    let (status, body) = fixture.send("GET", &format!("{CREATE}/a%7Cb%2Fc%20d"), "").await;
    assert_eq!((status, &body["organization"]["organization_name"]), (200, &json!("Odd")));
}

#[tokio::test]
async fn path_parameter_must_be_valid_utf_8() {
    let fixture = Fixture::new().await;
    let response = fixture.send("GET", &format!("{CREATE}/KEEPOUT%FF"), "").await;
    let message = message(response, 400, "invalid_argument");
    assert_eq!(message, "`organization_id`: it is not valid UTF-8");
    let received = fixture.sandbox.requests().pop().expect("a request");
    assert_eq!(received.endpoint.map(|endpoint| endpoint.name), Some("get"));
}

#[tokio::test]
async fn only_one_session_header_is_accepted() {
    let fixture = Fixture::new().await;
    let path = format!("{CREATE}/{}", fixture.acme.organization_id);
    let request = || RawRequest::new(&fixture.sandbox, "PUT", &path).authorized().body("{}");
    let both = request()
        .header("X-Stytch-Member-Session", "KEEPOUT")
        .header("X-Stytch-Member-SessionJWT", "KEEPOUT");
    let both = message(both.send().await, 400, "too_many_session_arguments");
    assert!(!both.contains("KEEPOUT"), "{both}");

    let unknown = request().header("X-Stytch-Member-Session", "KEEPOUT");
    let unknown = message(unknown.send().await, 404, "session_not_found");
    assert!(!unknown.contains("KEEPOUT"), "{unknown}");
}

#[tokio::test]
async fn rejected_request_changes_nothing() {
    let fixture = Fixture::new().await;
    let member_id = fixture.member("ada@acme.example").await;
    let body = json!({
        "organization_id": fixture.acme.organization_id,
        "member_id": member_id,
        "secret": SECRET,
        "recovery_codes": ["one", 2],
    });
    let response = fixture.send("POST", MIGRATE, &body.to_string()).await;
    let message = message(response, 400, "invalid_argument");
    assert_eq!(message, "`recovery_codes[1]`: expected string, found number");
    fixture.b2b().totps().migrate(fixture.migration(&member_id)).await.expect("a migration");
}

#[tokio::test]
async fn response_without_state_is_marked() {
    let fixture = Fixture::new().await;
    let head = async |path: &str| {
        let request = RawRequest::new(&fixture.sandbox, "GET", path).authorized();
        request.send_for_text().await.1
    };
    let mark = "stytch-sandbox: shape-only";
    let scim = format!("/v1/b2b/scim/{}/connection", fixture.acme.organization_id);
    assert!(head(&scim).await.contains(mark));
    assert!(!head("/v1/b2b/organizations/acme").await.contains(mark));
}
