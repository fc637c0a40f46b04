//! No `Debug` output and no error shows a secret.

use base64::{Engine as _, prelude::BASE64_STANDARD};
use serde_json::json;
use stytch_api::{
    Client, Error, MemberCredential, Metadata, Secret,
    b2b::{
        organizations::members::{self, SearchRequest},
        sessions, totps,
    },
    schema::Endpoint as _,
};
use stytch_downstream::widgets::{
    ExchangeRequest, ListRequest, ListResponse, ReplaceRequest, WidgetKind,
};
use stytch_tests::{MockResponse, PROJECT_ID, PROJECT_SECRET, Server};

const SECRET: &str = "TOPSECRETVALUE";

#[track_caller]
fn assert_hidden(shown: &str) {
    assert!(!shown.contains(SECRET) && !shown.contains("PROJECTSECRET"), "{shown}");
}

#[test]
fn request_debug_hides_only_secrets() {
    let request =
        totps::MigrateRequest::new("acme", "ada", SECRET).recovery_codes([SECRET, SECRET]);
    assert_eq!(
        format!("{request:?}"),
        "MigrateRequest { organization_id: \"acme\", member_id: \"ada\", secret: [redacted], \
         recovery_codes: [[redacted], [redacted]] }"
    );
    let request = ReplaceRequest::new("acme", 7_u64, "Bolt", WidgetKind::Round, 1.5, SECRET)
        .idempotency_key(SECRET)
        .member_credential(MemberCredential::token(SECRET));
    let shown = format!("{request:#?}");
    assert_hidden(&shown);
    assert!(shown.contains("\"X-Stytch-Member-Session\": [redacted]"), "{shown}");
    let client = Client::new(PROJECT_ID, PROJECT_SECRET).unwrap();
    assert_hidden(&format!("{:?}", client.send(request).header("x", SECRET)));
}

#[test]
fn response_debug_hides_nested_secrets() {
    let body = format!(
        r#"{{"widgets":[{{"pin":"{SECRET}","name":"a"}}],"by_name":{{"a":{{"pin":"{SECRET}"}}}}}}"#
    );
    let response: ListResponse = serde_json::from_str(&body).unwrap();
    let shown = format!("{response:?}");
    assert_hidden(&shown);
    assert!(shown.contains(r#"name: "a""#), "{shown}");
    let body =
        format!(r#"{{"session_token":"{SECRET}","session_jwt":"{SECRET}","member_session":{{}}}}"#);
    let response: sessions::AuthenticateResponse = serde_json::from_str(&body).unwrap();
    assert_eq!(response.session_token.expose(), SECRET);
    assert_hidden(&format!("{response:?}"));
    let body = format!(
        r#"{{"member_id":"m","totp_registration_id":"t","secret":"{SECRET}","qr_code":"data:{SECRET}"}}"#
    );
    let response: totps::CreateResponse = serde_json::from_str(&body).unwrap();
    assert_hidden(&format!("{response:?}"));
}

#[test]
fn debug_of_clients_and_secrets_hides_secrets() {
    let builder = Client::builder(PROJECT_ID, PROJECT_SECRET);
    assert_hidden(&format!("{builder:?}"));
    let client = builder.build().unwrap();
    let shown = format!("{client:?}");
    assert_hidden(&shown);
    assert!(shown.contains(PROJECT_ID) && shown.contains("https://test.stytch.com"), "{shown}");
    assert_eq!(format!("{:?}", Some(Secret::from(SECRET))), "Some([redacted])");
}

#[tokio::test]
async fn errors_hide_the_body_and_keep_it() {
    let body = format!(r#"{{"widgets":"{SECRET}"}}"#);
    for (status, body) in [(200, body.clone()), (500, body), (502, SECRET.to_owned())] {
        let server = Server::start([MockResponse::status(status, body.clone())]).await;
        let error = server.client().send(ListRequest::new()).await.unwrap_err();
        assert_hidden(&format!("{error} {error:?} {error:#?}"));
        assert_eq!(error.body().unwrap(), &body);
        assert_eq!(error.status(), Some(status));
    }
}

#[tokio::test]
async fn transport_errors_hide_path_values() {
    let server = Server::start([MockResponse::Close]).await;
    let request = members::GetRequest::new(SECRET).member_id(SECRET);
    let error = server.client().b2b().organizations().members().get(request).await.unwrap_err();
    assert!(error.is_transport());
    let source = std::error::Error::source(&error).map(|source| format!("{source} {source:?}"));
    assert_hidden(&format!("{error} {error:?} {source:?}"));
}

#[tokio::test]
async fn secrets_echoed_in_api_errors_are_redacted() {
    let body = format!(
        r#"{{"error_type":"invalid_{SECRET}","error_message":"{SECRET}-AND-MORE is not base32",
            "error_url":"https://x.y/{SECRET}","request_id":"{PROJECT_SECRET}"}}"#
    );
    let server = Server::start([MockResponse::status(400, body.clone())]).await;
    let request = totps::MigrateRequest::new("acme", "ada", format!("{SECRET}-AND-MORE"))
        .recovery_codes([SECRET, "a"]);
    let error = server.client().b2b().totps().migrate(request).await.unwrap_err();
    assert_hidden(&format!("{error} {error:?}"));
    let message = error.to_string();
    assert!(
        message.contains("invalid_[redacted]: [redacted] is not base32 ([redacted])"),
        "{message}"
    );
    assert_eq!(error.body().unwrap(), &body);
}

#[tokio::test]
async fn percent_encoded_secrets_are_redacted() {
    let secret = "p@ss word/1";
    let body = r#"{"error_message":"no such path: /p%40ss%20word%2F1"}"#;
    let server = Server::start([MockResponse::status(404, body)]).await;
    let request = totps::MigrateRequest::new("acme", "ada", secret);
    let error = server.client().b2b().totps().migrate(request).await.unwrap_err();
    assert!(error.to_string().ends_with("no such path: /[redacted]"), "{error}");
}

/// Returns the error of a call with a secret in each place, given the body of the response.
async fn echoed(status: u16, body: String) -> Error {
    let server = Server::start([MockResponse::status(status, body)]).await;
    let request = ExchangeRequest::new("<CODE>&\"VALUE\"");
    let client = server.client();
    let call = client.send(request).header("X-Api-Key", SECRET);
    call.header("Authorization", "Bearer TOPSECRETBEARER").await.unwrap_err()
}

#[tokio::test]
async fn headers_credentials_and_escaped_secrets_are_redacted() {
    let basic = BASE64_STANDARD.encode(format!("{PROJECT_ID}:{PROJECT_SECRET}"));
    let echoes = [
        SECRET,
        "Bearer TOPSECRETBEARER",
        "TOPSECRETBEARER",
        &basic,
        &format!("Basic {basic}"),
        r#"<CODE>&\"VALUE\""#,
        r#"\u003cCODE\u003e\u0026\"VALUE\""#,
        "&lt;CODE&gt;&amp;&quot;VALUE&#34;",
        "%3CCODE%3E%26%22VALUE%22",
    ];
    for echo in echoes {
        let body = json!({
            "error_type": format!("invalid:{echo}"),
            "error_message": format!("got {echo}."),
            "error_details": { echo: ["is", echo] },
        });
        let error = echoed(400, body.to_string()).await;
        let shown = format!("{error} {error:?}");
        assert_hidden(&shown);
        assert!(!shown.contains("VALUE") && !shown.contains(&basic), "{shown}");
        assert!(shown.contains("[redacted]."), "{shown}");
        let Error::Api(error) = error else { panic!("{error:?}") };
        let expected = json!({ "[redacted]": ["is", "[redacted]"] });
        // The scheme is not a secret.
        let details = json!(error.details).to_string().replace("Basic ", "");
        assert_eq!(details, expected.to_string(), "{echo}");
    }
}

#[tokio::test]
async fn parts_of_headers_are_redacted() {
    for (value, echo) in [
        ("  TOPSECRETVALUE\t", SECRET),
        ("sid=TOPSECRETVALUE; theme=dark", SECRET),
        ("sid=TOPSECRETVALUE; theme=dark", "sid=TOPSECRETVALUE"),
        ("Key a=b,c=TOPSECRETVALUE", "c=TOPSECRETVALUE"),
        ("Key a=b,c=TOPSECRETVALUE", "TOPSECRETVALUE,"),
    ] {
        let body = json!({ "error_message": format!("invalid: {echo}") });
        let server = Server::start([MockResponse::status(400, body.to_string())]).await;
        let client = server.client();
        let error = client.send(ListRequest::new()).header("X-Key", value).await.unwrap_err();
        let shown = error.to_string();
        assert_hidden(&shown);
        let expected = format!("invalid: {}", echo.replace(SECRET, "[redacted]"));
        assert!(shown.ends_with(&expected), "{shown}");
    }
}

#[tokio::test]
async fn short_headers_are_not_redacted() {
    let body = json!({ "error_message": "a test", "request_id": "request-id-test-1" });
    let server = Server::start([MockResponse::status(400, body.to_string())]).await;
    let client = server.client();
    let error = client.send(ListRequest::new()).header("X-Env", "test").await.unwrap_err();
    assert!(error.to_string().ends_with("a test (request-id-test-1)"), "{error}");
}

#[tokio::test]
async fn keys_and_request_ids_of_decode_errors_are_redacted() {
    let body = json!({ "by_name": { SECRET: { "name": 7 } }, "request_id": SECRET });
    let server = Server::start([MockResponse::json(body.to_string())]).await;
    let client = server.client();
    let call = client.send(ListRequest::new()).header("X-Api-Key", SECRET);
    let error = call.await.unwrap_err();
    assert_hidden(&format!("{error} {error:?}"));
    assert_eq!(error.request_id(), Some("[redacted]"));
    assert!(error.to_string().contains("by_name.[redacted].name: expected string"), "{error}");
    assert_eq!(error.body().unwrap(), &body.to_string());
}

#[tokio::test(flavor = "multi_thread")]
async fn every_kind_of_call_redacts_its_headers() {
    let responses = [MockResponse::status(400, json!({ "error_message": SECRET }).to_string())];
    let server = Server::start(responses).await;
    let client = server.client();
    let search = || client.send(SearchRequest::new(["o"])).header("X-Api-Key", SECRET);
    let json = client.send_json(
        SearchRequest::spec(),
        Metadata::from_iter([("organization_ids".to_owned(), json!(["o"]))]),
    );
    let errors = [
        search().await.unwrap_err(),
        search().pages().next().await.unwrap().unwrap_err(),
        search().items().next().await.unwrap().unwrap_err(),
        json.header("X-Api-Key", SECRET).await.unwrap_err(),
        tokio::task::block_in_place(|| search().wait().unwrap_err()),
    ];
    for error in errors {
        assert_hidden(&error.to_string());
        assert!(error.to_string().ends_with(": [redacted]"), "{error}");
    }
}

#[test]
fn misplaced_credentials_are_not_quoted() {
    let swapped = Client::new(PROJECT_SECRET, PROJECT_ID).unwrap_err();
    assert_hidden(&format!("{swapped} {swapped:?}"));
    assert!(swapped.to_string().contains("swapped"), "{swapped}");
    let misplaced = Client::new(SECRET, PROJECT_ID).unwrap_err();
    assert_hidden(&format!("{misplaced} {misplaced:?}"));
    let url = format!("https://user:{SECRET}@example.com");
    let builder = Client::builder(PROJECT_ID, PROJECT_SECRET).base_url(url);
    assert_hidden(&format!("{builder:?}"));
    assert_hidden(&format!("{:?}", builder.build().unwrap_err()));
}
