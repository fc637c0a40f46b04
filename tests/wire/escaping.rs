//! Text from a server or a caller cannot control a terminal or forge a log line, and its length is limited.

use stytch_api::{Error, Json, Metadata, catalog::Catalog, login::start_url::StartUrlError};
use stytch_downstream::widgets::{ListRequest, ListResponse, ReplaceRequest, WidgetKind};
use stytch_tests::{MockResponse, Server};

/// A color, a forged log line, a carriage return, and an override of the direction of writing.
const HOSTILE: &str = "red \u{1b}[31m\nERROR forged\r\u{2028}\u{202e}gnp";
const ESCAPED: &str = r"red \u{1b}[31m\nERROR forged\r\u{2028}\u{202e}gnp";

#[track_caller]
fn assert_escaped(shown: &str) {
    let is_hostile = |c: char| c != '\n' && c.is_control() || "\u{2028}\u{202e}".contains(c);
    assert!(!shown.contains(is_hostile), "{shown:?}");
    assert!(shown.contains(ESCAPED) && !shown.contains("\nERROR"), "{shown:?}");
}

/// Returns the error of a call that gets this response.
async fn error(status: u16, body: &Json) -> Error {
    let server = Server::start([MockResponse::status(status, body.to_string())]).await;
    server.client().send(ListRequest::new()).await.unwrap_err()
}

#[tokio::test]
async fn texts_of_api_errors_are_escaped() {
    for name in ["error_type", "error_message", "error_url", "request_id"] {
        let error = error(400, &serde_json::json!({ name: HOSTILE })).await;
        assert_escaped(&format!("{error:?}"));
        if name != "error_url" {
            assert_escaped(&error.to_string());
        }
    }
}

#[tokio::test]
async fn keys_and_request_ids_of_decode_errors_are_escaped() {
    let body = serde_json::json!({ "by_name": { HOSTILE: { "name": 7 } } });
    let in_path = error(200, &body).await;
    assert_escaped(&in_path.to_string());
    assert_escaped(&format!("{in_path:?}"));
    let Error::Decode(in_path) = in_path else { panic!("{in_path:?}") };
    assert_eq!(in_path.path, format!("by_name.{HOSTILE}.name"));
    let with_id = error(200, &serde_json::json!({ "widgets": 7, "request_id": HOSTILE })).await;
    assert_escaped(&with_id.to_string());
    assert_escaped(&format!("{with_id:?}"));
    let through_serde = serde_json::from_value::<ListResponse>(body).unwrap_err();
    assert_escaped(&through_serde.to_string());
}

#[tokio::test]
async fn names_from_the_caller_are_escaped() {
    let server = Server::start([MockResponse::json("{}")]).await;
    let client = server.client();
    let fields = [(HOSTILE.to_owned(), Json::Null)].into_iter().collect();
    let catalog = Catalog::new().endpoint::<ListRequest>();
    let spec = catalog.find("list").unwrap();
    let unknown_field = client.send_json(spec, fields).await.unwrap_err();
    assert_escaped(&unknown_field.to_string());
    assert_escaped(&format!("{unknown_field:?}"));
    assert_escaped(&catalog.find(HOSTILE).unwrap_err().to_string());
    let read = (spec.response)()
        .read(serde_json::json!({ "by_name": { HOSTILE: 7 } }).to_string().as_bytes());
    let read = read.unwrap_err();
    assert_escaped(&read.to_string());
    assert_escaped(&format!("{read:?}"));
    let start_url = client.b2b().oauth().start_url("google", "public-token-test-1");
    let start_url = start_url.provider_parameter(HOSTILE, "").organization_id("o").build();
    let error: StartUrlError = start_url.unwrap_err();
    assert_escaped(&error.to_string());
}

#[tokio::test]
async fn long_texts_are_cut() {
    let text = "x".repeat(1_000_000);
    // An error has the first 16 KiB of a text, and its message shows 1000 characters of them.
    let kept = format!("{}… [983616 more bytes]", "x".repeat(16_384));
    let omitted = format!("… [{} more bytes]", kept.len() - 1000);
    let body = serde_json::json!({ "error_message": text, "request_id": text });
    let api = error(400, &body).await;
    let decode =
        error(200, &serde_json::json!({ "by_name": { &text: 7 }, "request_id": text })).await;
    for error in [&api, &decode] {
        let shown = error.to_string();
        assert!(shown.len() < 3000 && shown.contains(&omitted), "{shown}");
        assert!(format!("{error:?}").len() < 5000);
        assert_eq!(error.request_id(), Some(kept.as_str()));
    }
    let Error::Api(api) = api else { panic!("{api}") };
    assert_eq!(api.message, Some(kept));
    assert_eq!(api.body, body.to_string());
}

#[test]
fn json_in_debug_output_is_escaped() {
    let request = ReplaceRequest::new("o", 7_u64, "Bolt", WidgetKind::Round, 1.5, "secret")
        .extra(Metadata::from_iter([(HOSTILE.to_owned(), Json::from(HOSTILE))]))
        .note(Json::from(["\u{202e}", "\u{9b}31m"]));
    let shown = format!("{request:?}");
    assert!(!shown.contains(['\u{202e}', '\u{9b}', '\u{1b}', '\n']), "{shown:?}");
    assert!(shown.contains(r#"["\u{202e}","\u{9b}31m"]"#), "{shown}");
    // The alternate form has one member per line.
    let shown = format!("{request:#?}");
    assert!(shown.contains("note: [\n") && !shown.contains(['\u{202e}', '\u{9b}']), "{shown:?}");
}
