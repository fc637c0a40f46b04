//! An endpoint of the user's own, served by its table.

use serde_json::json;
use stytch_api::{
    MemberCredential, Secret, Timestamp, b2b::organizations::CreateRequest, endpoint, object,
    open_enum, sandbox::Sandbox,
};

use crate::fixture::{RawRequest, assert_error};

open_enum! {
    /// How loud a note is.
    Volume {
        /// Hardly.
        Quiet = "quiet",
        /// Very.
        Loud = "loud",
    }
}

object! {
    /// A part of a note.
    Part {
        /// Its words.
        text: String,
        /// How often it is repeated.
        repeats?: u32,
    }
}

endpoint! {
    /// Leaves a note.
    leave: POST "/v1/notes/{room}";

    path {
        /// The room to leave it in.
        room: String,
    }

    query {
        /// Whether to wake people up.
        urgent?: bool,
        /// Who should read it.
        readers?: Vec<String>,
    }

    body {
        /// What opens the room.
        key: Secret,
        /// What it says.
        parts?: Vec<Part>,
        /// When it fades.
        fades_at?: Timestamp,
        /// How loud it is.
        volume?: Volume,
    }

    response {
        /// The room that it was left in.
        room!: String,
        /// What it says.
        parts: Vec<Part>,
        /// How loud it is.
        volume: Volume,
        /// How many have read it.
        read_by: i32,
        /// What is left of the room.
        rest?: String,
    }
}

endpoint! {
    /// Hears what is said in a room.
    listen: GET "/v1/notes/{key}";

    path {
        /// What opens the room.
        key: Secret,
    }

    query {
        /// What opens its cupboard.
        cupboard_key?: Secret,
    }

    response {
        /// What is said.
        said: String,
    }
}

endpoint! {
    /// Tells whether anybody is there.
    #[no_auth]
    #[bare]
    knock: GET "/v1/notes/knock";

    response {
        /// Whether anybody is.
        anybody: bool,
    }
}

endpoint! {
    /// Trades one token for another.
    #[no_auth]
    #[form]
    #[host(telemetry)]
    trade: POST "/v1/notes/token";

    body {
        /// The token that is given away.
        token: Secret,
        /// What the other one is for.
        scopes?: Vec<String>,
    }

    response {
        /// What the other one is for.
        scopes: Vec<String>,
    }
}

endpoint! {
    /// Takes a note off, on behalf of a Member.
    remove: DELETE "/v1/notes/{room}";

    path {
        /// The room that it hangs in.
        room: String,
    }

    header {
        /// Who takes it off.
        taken_by?: MemberCredential,
    }
}

async fn sandbox() -> Sandbox {
    Sandbox::builder()
        .endpoint::<LeaveRequest>()
        .endpoint::<ListenRequest>()
        .endpoint::<KnockRequest>()
        .endpoint::<TradeRequest>()
        .endpoint::<RemoveRequest>()
        .start()
        .await
        .expect("a sandbox")
}

#[tokio::test]
async fn response_echoes_request_values_or_uses_defaults() {
    let sandbox = sandbox().await;
    let part = Part { text: "Hello".to_owned(), ..Default::default() };
    let request = LeaveRequest::new("blue room/1", "KEEPOUT")
        .urgent(true)
        .readers(["ada", "bob"])
        .parts([part.clone()]);
    let left = sandbox.client().send(request).await.expect("an answer");
    assert_eq!((left.room.as_str(), left.read_by, left.rest), ("blue room/1", 0, None));
    assert_eq!((left.parts, left.volume), (vec![part], Volume::Quiet));
    assert_eq!(left.status_code, 200);
    assert!(left.request_id.starts_with("request-id-test-"));

    let received = &sandbox.requests()[0];
    assert_eq!(received.path, "/v1/notes/blue%20room%2F1");
    assert_eq!(received.query.as_deref(), Some("urgent=true&readers=ada&readers=bob"));
    assert_eq!(received.endpoint.map(|endpoint| endpoint.name), Some("leave"));
    assert!(!format!("{received:?}").contains("KEEPOUT"));
}

#[tokio::test]
async fn request_is_validated_by_its_table() {
    let sandbox = sandbox().await;
    let mut request = LeaveRequest::new("blue", "key");
    request.fades_at = Some("tomorrow".into());
    let result = sandbox.client().send(request).await;
    let message = assert_error(result, 400, "invalid_argument");
    assert!(message.contains("`fades_at`: expected RFC 3339 timestamp"), "{message}");

    for (query, body, expected) in [
        ("?urgent=perhaps", json!({ "key": "k" }), "`urgent`: expected boolean, found string"),
        ("", json!({}), "`key`: it is required"),
        (
            "",
            json!({ "key": "k", "parts": [{ "text": "a" }, { "text": "b", "repeats": -1 }] }),
            "`parts[1].repeats`: expected unsigned 32-bit integer, found a number out of its range",
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
    let (status, body) = RawRequest::new(&sandbox, "GET", "/v1/notes/knock").send().await;
    assert_eq!((status, body), (200, json!({ "anybody": false })));
    assert!(!sandbox.client().send(KnockRequest::new()).await.expect("an answer").anybody);
}

#[tokio::test]
async fn form_is_parsed_without_credentials() {
    let sandbox = sandbox().await;
    let request = TradeRequest::new("KEEPOUT").scopes(["read", "write all"]);
    let traded = sandbox.client().send(request).await.expect("an answer");
    assert_eq!(traded.scopes, ["read", "write all"]);
    let received = &sandbox.requests()[0];
    assert_eq!(received.header("authorization"), None);
    let shown = format!("{received:?}");
    assert!(shown.contains("scopes=write all") && !shown.contains("KEEPOUT"), "{shown}");

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
    let request = RemoveRequest::new("blue").taken_by(credential);
    let result = sandbox.client().send(request).await;
    assert_error(result, 404, "session_not_found");
    sandbox.client().send(RemoveRequest::new("blue")).await.expect("the project's own rights");
}

#[tokio::test]
async fn debug_hides_secrets_in_path_and_query() {
    let sandbox = sandbox().await;
    let request = ListenRequest::new("KEEP OUT").cupboard_key("KEEP AWAY");
    let heard = sandbox.client().send(request).await.expect("an answer");
    assert_eq!(heard.said, "");
    let received = &sandbox.requests()[0];
    assert_eq!(received.path, "/v1/notes/KEEP%20OUT");
    let shown = format!("{received:?}");
    assert!(shown.contains("path: /v1/notes/[redacted]"), "{shown}");
    assert!(shown.contains("cupboard_key=[redacted]") && !shown.contains("KEEP"), "{shown}");
}

#[tokio::test]
async fn builtin_endpoints_are_still_served() {
    let sandbox = sandbox().await;
    let client = sandbox.client();
    client.b2b().organizations().create(CreateRequest::new("Acme")).await.expect("acme");
    let elsewhere = Sandbox::start().await.expect("a sandbox");
    let result = elsewhere.client().send(LeaveRequest::new("blue", "key")).await;
    assert_error(result, 404, "route_not_found");
}
