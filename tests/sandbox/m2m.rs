//! M2M clients and their tokens.

use serde_json::json;
use stytch_api::{
    Error, ErrorType, Secret,
    common::{
        ClientStatus, GrantType, TokenType,
        connected_app::IntrospectRequest,
        m2m::{
            TokenRequest,
            clients::{CreateRequest, DeleteRequest, GetRequest, UpdateRequest},
        },
    },
};

use crate::fixture::{Fixture, RawRequest, assert_error};

fn request(fixture: &Fixture, id: &str, secret: &Secret) -> TokenRequest {
    let grant_type = GrantType::ClientCredentials;
    TokenRequest::new(fixture.sandbox.project_id(), id, secret, grant_type)
}

/// Asserts that the result is this error in the format of RFC 6749.
#[track_caller]
fn assert_oauth_error<T: std::fmt::Debug>(result: Result<T, Error>, status: u16, error: &str) {
    let api_error = result.expect_err(error);
    assert_eq!(
        (api_error.status(), api_error.error_type()),
        (Some(status), Some(&ErrorType::from(error)))
    );
    let body: serde_json::Value =
        serde_json::from_slice(api_error.body().expect("a body")).expect("JSON");
    assert!(body["error_description"].is_string(), "{body}");
    assert_eq!(api_error.request_id(), None);
}

#[tokio::test]
async fn only_the_create_response_shows_the_client_secret() {
    let fixture = Fixture::new().await;
    let clients = fixture.b2b().m2m().clients();
    let create = || CreateRequest::new(["read:users"]).client_id("billing");
    let created = clients.create(create().client_secret("correct horse battery")).await;
    let created = created.expect("a client").m2m_client;
    assert_eq!(created.client_secret.expose(), "correct horse battery");
    let stored = clients.get(GetRequest::new("billing")).await.expect("a client").m2m_client;
    assert_eq!((&*stored.client_secret_last_four, stored.status), ("tery", ClientStatus::Active));
    assert_eq!(stored.scopes, ["read:users"]);
    assert_error(clients.create(create()).await, 400, "duplicate_m2m_client_id");
    let short = CreateRequest::new(["read:users"]).client_secret("short");
    assert_error(clients.create(short).await, 400, "insecure_m2m_client_secret");
    clients.delete(DeleteRequest::new("billing")).await.expect("a deletion");
    assert_error(clients.get(GetRequest::new("billing")).await, 404, "m2m_client_not_found");
}

#[tokio::test]
async fn token_is_limited_to_the_scopes_of_the_client() {
    let fixture = Fixture::new().await;
    let m2m = fixture.b2b().m2m();
    let create = CreateRequest::new(["read:users", "write:users"]);
    let client = m2m.clients().create(create).await.expect("a client").m2m_client;
    let (id, secret) = (&client.client_id, &client.client_secret);

    let all = m2m.token(request(&fixture, id, secret)).await.expect("a token");
    assert_eq!((all.token_type, all.expires_in), (TokenType::Bearer, 3600));
    let introspect = async |token: &Secret| {
        let request = IntrospectRequest::new(fixture.sandbox.project_id(), token, id);
        fixture.b2b().connected_app().introspect(request).await.expect("a response")
    };
    let introspection = introspect(&all.access_token).await;
    assert!(introspection.active);
    assert_eq!(
        (introspection.sub.as_ref(), introspection.scope.as_deref()),
        (Some(id), Some("read:users write:users"))
    );
    let one = request(&fixture, id, secret).scope("read:users");
    let one = m2m.token(one).await.expect("a token").access_token;
    assert_eq!(introspect(&one).await.scope.as_deref(), Some("read:users"));
    // The second rotation removes the key of the token.
    fixture.sandbox.rotate_keys();
    assert!(introspect(&one).await.active);
    fixture.sandbox.rotate_keys();
    assert!(!introspect(&one).await.active);

    let more = request(&fixture, id, secret).scope("read:users read:books");
    assert_oauth_error(m2m.token(more).await, 400, "invalid_scope");
    let wrong = request(&fixture, id, &Secret::from("wrong"));
    assert_oauth_error(m2m.token(wrong).await, 401, "invalid_client");
    let mut other = request(&fixture, id, secret);
    other.grant_type = GrantType::from("password");
    let error = m2m.token(other).await.expect_err("an unknown grant type");
    assert_eq!(error.status(), Some(400));
}

#[tokio::test]
async fn inactive_client_gets_no_token() {
    let fixture = Fixture::new().await;
    let m2m = fixture.b2b().m2m();
    let client = m2m.clients().create(CreateRequest::new(["read:users"])).await;
    let client = client.expect("a client").m2m_client;
    let set = async |status| {
        let update = UpdateRequest::new(&client.client_id).status(status).client_name("Billing");
        m2m.clients().update(update).await.expect("an update").m2m_client
    };
    let token =
        async || m2m.token(request(&fixture, &client.client_id, &client.client_secret)).await;
    let changed = set(ClientStatus::Inactive).await;
    assert_eq!((changed.status, &*changed.client_name), (ClientStatus::Inactive, "Billing"));
    assert_eq!(changed.scopes, ["read:users"]);
    assert_oauth_error(token().await, 401, "invalid_client");
    set(ClientStatus::Active).await;
    token().await.expect("a token");
    let unknown = UpdateRequest::new("unknown");
    assert_error(m2m.clients().update(unknown).await, 404, "m2m_client_not_found");
}

#[tokio::test]
async fn token_endpoint_takes_json_and_quotes_no_body() {
    let fixture = Fixture::new().await;
    let clients = fixture.b2b().m2m();
    let client = clients.clients().create(CreateRequest::new(["read:users"])).await;
    let client = client.expect("a client").m2m_client;
    let path = format!("/v1/public/{}/oauth2/token", fixture.sandbox.project_id());
    let send = async |content_type: &str, body: &str| {
        let request = RawRequest::new(&fixture.sandbox, "POST", &path);
        request.header("content-type", content_type).body(body).send().await
    };
    let body = json!({
        "client_id": client.client_id,
        "client_secret": client.client_secret.expose(),
        "grant_type": "client_credentials",
        "audience": "billing",
    });
    for content_type in ["application/json", "Application/JSON; charset=utf-8", "text/plain"] {
        let (status, received) = send(content_type, &body.to_string()).await;
        assert_eq!((status, &received["expires_in"]), (200, &json!(3600)), "{received}");
    }
    let form = "application/x-www-form-urlencoded";
    for (content_type, body) in [
        (form, "{\"client_secret\": \"KEEPOUT"),
        (form, "KEEPOUT"),
        (form, "client_id=KEEPOUT&client_id=KEEPOUT2"),
        ("application/json", "client_secret=KEEPOUT"),
        ("application/json", "\"KEEPOUT\""),
    ] {
        let (status, received) = send(content_type, body).await;
        assert_eq!(status, 400, "{body}");
        assert!(!received.to_string().contains("KEEPOUT"), "{received}");
        assert!(received["error_message"].is_string(), "{received}");
    }
    // The form of introspection has no further parameters, so that every name is checked.
    let path = format!("/v1/public/{}/oauth2/introspect", fixture.sandbox.project_id());
    let (status, received) = fixture.send("POST", &path, "KEEPOUT").await;
    assert_eq!(status, 400, "{received}");
    assert!(!received.to_string().contains("KEEPOUT"), "{received}");
}
