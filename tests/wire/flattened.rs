//! Flattened fields, which hold every member that has no other field.

use serde_json::json;
use stytch_api::{
    Json, Metadata, Secret,
    common::{GrantType, connected_app::IntrospectRequest, m2m::TokenRequest},
    endpoint, object,
};
use stytch_tests::{MockResponse, PROJECT_ID, Server};

object! {
    /// A label.
    Label {
        /// The text.
        text: String,
    }
}

endpoint! {
    /// Labels a door.
    label: POST "/v1/doors/{door_id}/labels";
    path {
        /// The door.
        door_id: String,
    }
    body {
        /// The labels by place.
        #[flatten]
        labels: BTreeMap<String, String>,
    }
    response {
        /// The door.
        door_id!: String,
        /// The labels by place.
        #[flatten]
        labels: BTreeMap<String, Label>,
    }
}

fn token_request() -> TokenRequest {
    TokenRequest::new(PROJECT_ID, "m2m-client-1", "client-secret", GrantType::ClientCredentials)
}

#[tokio::test]
async fn further_form_parameters_are_sent() {
    let server = Server::start([MockResponse::json(r#"{"access_token":"t"}"#)]).await;
    let request =
        token_request().parameters([("audience", "project-test-1"), ("resource", "https://x?y=1")]);
    assert!(!format!("{request:?}").contains("project-test-1"), "{request:?}");
    server.client().send(request).await.unwrap();
    assert_eq!(
        server.request().body,
        "client_id=m2m-client-1&client_secret=client-secret&grant_type=client_credentials\
         &audience=project-test-1&resource=https%3A%2F%2Fx%3Fy%3D1"
    );
}

#[tokio::test]
async fn body_of_flattened_members_only_is_sent() {
    let response = r#"{"top":{"text":"EXIT"},"door_id":"7","labels":{"text":"B"},"side":null}"#;
    let server = Server::start([MockResponse::json(response), MockResponse::json(response)]).await;
    let client = server.client();
    let request = LabelRequest::new("7").labels([("top", "EXIT"), ("labels", "B")]);
    let response = client.send(request).await.unwrap();
    assert_eq!(response.labels["top"].text, "EXIT");
    assert_eq!(response.labels["labels"].text, "B");
    assert_eq!(response.labels["side"], Label::default());
    assert_eq!(response.labels.len(), 3);
    client.send(LabelRequest::new("7")).await.unwrap();
    let bodies: Vec<_> = server.requests().into_iter().map(|request| request.body).collect();
    assert_eq!(bodies, [r#"{"labels":"B","top":"EXIT"}"#, "{}"]);
}

#[tokio::test]
async fn member_with_the_name_of_a_field_is_not_sent() {
    let server = Server::start([MockResponse::json("{}")]).await;
    let client = server.client();
    let request = token_request().parameters([("client_secret", "another")]);
    let error = client.send(request).await.unwrap_err();
    assert!(error.is_request(), "{error}");
    assert!(error.to_string().contains("`client_secret`: it is a separate field"), "{error}");
    let request = LabelRequest::new("7").labels([("door_id", "8")]);
    let error = client.send(request).await.unwrap_err();
    assert!(error.is_request(), "{error}");
    assert!(error.to_string().contains("`labels` contains `door_id`"), "{error}");
    assert_eq!(server.requests().len(), 0);
}

#[tokio::test]
async fn members_of_a_json_call_are_validated() {
    let server = Server::start([MockResponse::json(r#"{"access_token":"t"}"#)]).await;
    let client = server.client();
    let spec = stytch_api::catalog::Catalog::stytch().find("b2b.m2m.token").unwrap();
    let mut fields = json!({
        "project_id": PROJECT_ID,
        "client_id": "m2m-client-1",
        "client_secret": "client-secret",
        "grant_type": "client_credentials",
        "audience": ["doors"],
    });
    let send = |fields: &Json| client.send_json(spec, fields.as_object().unwrap().clone());
    let error = send(&fields).await.unwrap_err();
    assert!(error.to_string().contains("`audience`: expected string, found array"), "{error}");
    fields["audience"] = json!("doors");
    send(&fields).await.unwrap();
    assert!(server.request().body.ends_with("&audience=doors"));
}

#[tokio::test]
async fn introspection_returns_organization_and_custom_claims() {
    let body = json!({
        "active": true,
        "sub": "member-test-1",
        "status_code": 200,
        "request_id": "request-id-test-1",
        "jti": "token-1",
        "https://stytch.com/organization": { "organization_id": "organization-test-1", "slug": "acme" },
        "plan": "pro",
        "custom_claims": { "nested": [null, 1] },
    });
    let server = Server::start([MockResponse::json(body.to_string())]).await;
    let request = IntrospectRequest::new(PROJECT_ID, "token", "connected-app-test-1");
    let client = server.client();
    let response = client.b2b().connected_app().introspect(request).await.unwrap();
    let organization = response.organization.as_ref().unwrap();
    assert_eq!(organization.organization_id, "organization-test-1");
    assert_eq!(organization.slug, "acme");
    let expected = [
        ("plan".to_owned(), json!("pro")),
        ("custom_claims".to_owned(), json!({ "nested": [null, 1] })),
    ];
    assert_eq!(response.custom_claims, Metadata::from_iter(expected));
    let mut written = serde_json::to_value(&response).unwrap();
    written.as_object_mut().unwrap().remove("aud");
    assert_eq!(written, body);
    assert_eq!(response.clone(), response);
    let mut other = response.clone();
    other.custom_claims.clear();
    assert_ne!(other, response);
}

#[test]
fn secrets_among_flattened_members_are_redacted() {
    let request = token_request().parameters([("assertion", Secret::from("KEEPOUT"))]);
    let debug = format!("{request:?}");
    assert!(debug.contains("assertion") && !debug.contains("KEEPOUT"), "{debug}");
}
