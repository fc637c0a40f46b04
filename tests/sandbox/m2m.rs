//! M2M clients and their tokens.

use serde_json::{Value, json};
use stytch_api::{
    Error, ErrorType, Secret,
    common::{
        ClientStatus, GrantType, SearchQuery, TokenType,
        connected_app::IntrospectRequest,
        m2m::{
            TokenRequest,
            clients::{
                CreateRequest, DeleteRequest, GetRequest, SearchRequest, UpdateRequest,
                secrets::{RotateCancelRequest, RotateRequest, RotateStartRequest},
            },
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
    assert_eq!(body["status_code"], status);
    assert!(api_error.request_id().is_some_and(|id| id.starts_with("request-id-test-")));
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

#[tokio::test]
async fn both_secrets_are_valid_during_a_rotation() {
    let fixture = Fixture::new().await;
    let m2m = fixture.b2b().m2m();
    let secrets = m2m.clients().secrets();
    let create = CreateRequest::new(["read:users"]).client_id("billing");
    let old = m2m.clients().create(create).await.expect("a client").m2m_client.client_secret;
    let token = |secret: &Secret| m2m.token(request(&fixture, "billing", secret));
    let start = async || secrets.rotate_start(RotateStartRequest::new("billing")).await;

    let not_rotating = "m2m_client_not_rotating_secret";
    assert_error(secrets.rotate(RotateRequest::new("billing")).await, 400, not_rotating);
    let canceled = start().await.expect("a rotation").m2m_client.next_client_secret;
    assert_error(start().await, 400, "m2m_client_already_rotating_secret");
    token(&old).await.expect("a token");
    token(&canceled).await.expect("a token");
    let cancel = secrets.rotate_cancel(RotateCancelRequest::new("billing")).await;
    assert_eq!(cancel.expect("a client").m2m_client.next_client_secret_last_four, None);
    assert_oauth_error(token(&canceled).await, 401, "invalid_client");

    let started = start().await.expect("a rotation").m2m_client;
    let next = started.next_client_secret;
    let last_four = started.next_client_secret_last_four.expect("four characters");
    assert!(next.expose().ends_with(&last_four), "{last_four}");
    let rotated = secrets.rotate(RotateRequest::new("billing")).await.expect("a client");
    assert_eq!(rotated.m2m_client.client_secret_last_four, last_four);
    token(&next).await.expect("a token");
    assert_oauth_error(token(&old).await, 401, "invalid_client");
    assert_error(
        secrets.rotate_start(RotateStartRequest::new("x")).await,
        404,
        "m2m_client_not_found",
    );
}

#[tokio::test]
async fn clients_are_searched_in_pages() {
    let fixture = Fixture::new().await;
    let clients = fixture.b2b().m2m().clients();
    for (id, scope) in [("a", "read:users"), ("b", "write:users"), ("c", "read:users")] {
        clients.create(CreateRequest::new([scope]).client_id(id)).await.expect("a client");
    }
    let search = async |request: SearchRequest| {
        let page = clients.search(request).await?;
        let ids = page.m2m_clients.into_iter().map(|client| client.client_id);
        Ok((ids.collect::<Vec<_>>(), page.results_metadata))
    };
    let query = |name: &str, value: Value| {
        let operand = json!({ "filter_name": name, "filter_value": value });
        let query = json!({ "operator": "AND", "operands": [operand] });
        SearchRequest::new().query(serde_json::from_value::<SearchQuery>(query).expect("a query"))
    };
    let scopes = || query("scopes", json!(["read:users"]));
    let (ids, metadata) = search(scopes().limit(1)).await.expect("a page");
    assert_eq!((ids, metadata.total), (vec!["a".to_owned()], 2));
    let cursor = metadata.next_cursor.expect("a cursor");
    let (ids, metadata) = search(scopes().cursor(cursor)).await.expect("a page");
    assert_eq!((ids, metadata.next_cursor), (vec!["c".to_owned()], None));
    let wrong = search(query("client_id", json!("a"))).await;
    assert_error(wrong, 400, "m2m_search_expected_array_of_strings");
    let unknown = search(query("shoe_size", json!([7]))).await;
    assert_error(unknown, 400, "m2m_search_filter_name_not_recognized");
}
