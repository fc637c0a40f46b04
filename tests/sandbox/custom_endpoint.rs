//! A custom endpoint, served by its table.

use serde_json::json;
use stytch_api::{
    MemberCredential, b2b::organizations, endpoint, object, open_enum, sandbox::Sandbox,
};

use crate::fixture::{RawRequest, assert_error};

open_enum! {
    /// The priority of a note.
    Priority {
        /// Can wait.
        Low = "low",
        /// Needs attention.
        High = "high",
    }
}

object! {
    /// A part of a note.
    #[request]
    Part {
        /// The text.
        text: String,
        /// How often the text is repeated.
        repeats?: u32,
    }
}

endpoint! {
    /// Creates a note in a room.
    create: POST "/v1/notes/{room}";

    path {
        /// The room.
        room: String,
    }

    query {
        /// Whether to notify the readers.
        notify?: bool,
        /// The readers.
        readers?: Vec<String>,
    }

    body {
        /// The key of the room.
        key: Secret,
        /// The parts of the note.
        parts?: Vec<Part>,
        /// When the note expires.
        expires_at?: Timestamp,
        /// The priority.
        priority?: Priority,
    }

    response {
        /// The room.
        room!: String,
        /// The parts of the note.
        parts: Vec<Part>,
        /// The priority.
        priority: Priority,
        /// The number of readers.
        read_by: i32,
        /// A comment.
        comment?: String,
    }
}

endpoint! {
    /// Reads the note of a room.
    read: GET "/v1/notes/{key}";

    path {
        /// The key of the room.
        key: Secret,
    }

    query {
        /// The key of the archive.
        archive_key?: Secret,
    }

    response {
        /// The text of the note.
        text: String,
    }
}

endpoint! {
    /// Reports whether the service is healthy.
    #[no_auth]
    #[bare]
    health: GET "/v1/notes/health";

    response {
        /// Whether it is healthy.
        healthy: bool,
    }
}

endpoint! {
    /// Exchanges a token.
    #[no_auth]
    #[form]
    #[host(telemetry)]
    exchange: POST "/v1/notes/token";

    body {
        /// The token to exchange.
        token: Secret,
        /// The scopes of the new token.
        scopes?: Vec<String>,
    }

    response {
        /// The scopes of the new token.
        scopes: Vec<String>,
    }
}

endpoint! {
    /// Deletes a note on behalf of a Member.
    delete: DELETE "/v1/notes/{room}";

    path {
        /// The room.
        room: String,
    }

    header {
        /// The Member who deletes the note.
        member?: MemberCredential,
    }
}

async fn sandbox() -> Sandbox {
    Sandbox::builder()
        .endpoint::<CreateRequest>()
        .endpoint::<ReadRequest>()
        .endpoint::<HealthRequest>()
        .endpoint::<ExchangeRequest>()
        .endpoint::<DeleteRequest>()
        .start()
        .await
        .expect("a sandbox")
}

#[tokio::test]
async fn response_echoes_request_values_or_uses_defaults() {
    let sandbox = sandbox().await;
    let part = Part::new("Hello");
    let request = CreateRequest::new("blue room/1", "KEEPOUT")
        .notify(true)
        .readers(["ada", "bob"])
        .parts([part.clone()]);
    let created = sandbox.client().send(request).await.expect("a response");
    assert_eq!((created.room.as_str(), created.read_by, created.comment), ("blue room/1", 0, None));
    assert_eq!((created.parts, created.priority), (vec![part], Priority::Low));
    assert_eq!(created.status_code, 200);
    assert!(created.request_id.starts_with("request-id-test-"));

    let received = &sandbox.requests()[0];
    assert_eq!(received.path, "/v1/notes/blue%20room%2F1");
    assert_eq!(received.query.as_deref(), Some("notify=true&readers=ada&readers=bob"));
    assert_eq!(received.endpoint.map(|endpoint| endpoint.name), Some("create"));
    assert!(!format!("{received:?}").contains("KEEPOUT"));
}

#[tokio::test]
async fn request_is_validated_by_its_table() {
    let sandbox = sandbox().await;
    let mut request = CreateRequest::new("blue", "key");
    request.expires_at = Some("tomorrow".into());
    let result = sandbox.client().send(request).await;
    let message = assert_error(result, 400, "invalid_argument");
    assert!(message.contains("`expires_at`: expected RFC 3339 timestamp"), "{message}");

    for (query, body, expected) in [
        ("?notify=perhaps", json!({ "key": "k" }), "`notify`: expected boolean, found string"),
        ("", json!({}), "`key`: it is required"),
        (
            "",
            json!({ "key": "k", "parts": [{ "text": "a" }, { "text": "b", "repeats": -1 }] }),
            "`parts[1].repeats`: expected unsigned 32-bit integer, found number out of range",
        ),
        ("", json!({ "key": "k", "parts": {} }), "`parts`: expected array, found object"),
    ] {
        let path = format!("/v1/notes/blue{query}");
        let request = RawRequest::new(&sandbox, "POST", &path).authorized().body(&body.to_string());
        let (status, body) = request.send().await;
        assert_eq!((status, &body["error_message"]), (400, &json!(expected)));
    }
}

#[tokio::test]
async fn literal_path_takes_precedence_over_a_placeholder() {
    let sandbox = sandbox().await;
    let (status, body) = RawRequest::new(&sandbox, "GET", "/v1/notes/health").send().await;
    assert_eq!((status, body), (200, json!({ "healthy": false })));
    assert!(!sandbox.client().send(HealthRequest::new()).await.expect("a response").healthy);
}

#[tokio::test]
async fn form_is_parsed_without_credentials() {
    let sandbox = sandbox().await;
    let request = ExchangeRequest::new("KEEPOUT").scopes(["read", "write all"]);
    let exchanged = sandbox.client().send(request).await.expect("a response");
    assert_eq!(exchanged.scopes, ["read", "write all"]);
    let received = &sandbox.requests()[0];
    assert_eq!(received.header("authorization"), None);
    let debug = format!("{received:?}");
    assert!(debug.contains("scopes=write all") && !debug.contains("KEEPOUT"), "{debug}");

    let unknown =
        RawRequest::new(&sandbox, "POST", "/v1/notes/token").body("token=KEEPOUT&scope=a");
    let (status, body) = unknown.send().await;
    assert_eq!(
        (status, &body["error_message"]),
        (400, &json!("unknown body field `scope`; known body fields: `token`, `scopes`"))
    );
}

#[tokio::test]
async fn member_credential_must_belong_to_a_session() {
    let sandbox = sandbox().await;
    let credential = MemberCredential::token("KEEPOUT");
    let request = DeleteRequest::new("blue").member(credential);
    let result = sandbox.client().send(request).await;
    assert_error(result, 404, "session_not_found");
    sandbox.client().send(DeleteRequest::new("blue")).await.expect("a deletion");
}

#[tokio::test]
async fn debug_hides_secrets_in_path_and_query() {
    let sandbox = sandbox().await;
    let request = ReadRequest::new("KEEP OUT").archive_key("KEEP AWAY");
    let note = sandbox.client().send(request).await.expect("a response");
    assert_eq!(note.text, "");
    let received = &sandbox.requests()[0];
    assert_eq!(received.path, "/v1/notes/KEEP%20OUT");
    let debug = format!("{received:?}");
    assert!(debug.contains("path: /v1/notes/[redacted]"), "{debug}");
    assert!(debug.contains("archive_key=[redacted]") && !debug.contains("KEEP"), "{debug}");
}

#[tokio::test]
async fn builtin_endpoints_are_still_served() {
    let sandbox = sandbox().await;
    let client = sandbox.client();
    client
        .b2b()
        .organizations()
        .create(organizations::CreateRequest::new("Acme"))
        .await
        .expect("acme");
    let other = Sandbox::start().await.expect("a sandbox");
    let result = other.client().send(CreateRequest::new("blue", "key")).await;
    assert_error(result, 404, "route_not_found");
}
