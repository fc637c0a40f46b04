//! Error responses.

use std::time::Duration;

use stytch_api::{ApiError, Error, ErrorType};
use stytch_downstream::widgets::ListRequest;
use stytch_tests::{MockResponse, Server};

async fn api_error(response: MockResponse) -> ApiError {
    let server = Server::start([response]).await;
    match server.client().send(ListRequest::new()).await {
        Err(Error::Api(error)) => *error,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn stytch_error_body_is_parsed() {
    let body = r#"{"status_code":404,"request_id":"request-1","error_type":"member_not_found",
        "error_message":"No such Member.","error_url":"https://stytch.com/docs/errors#404"}"#;
    let error = api_error(MockResponse::status(404, body)).await;
    assert_eq!(error.status, 404);
    assert_eq!(error.error_type, Some(ErrorType::MemberNotFound));
    assert_eq!(error.message.as_deref(), Some("No such Member."));
    assert_eq!(error.url.as_deref(), Some("https://stytch.com/docs/errors#404"));
    assert_eq!(error.request_id.as_deref(), Some("request-1"));
    assert_eq!(error.endpoint.path, "/v1/widgets");
    let error = Error::Api(Box::new(error));
    assert!(error.is_api() && error.is_not_found() && !error.is_rate_limited());
    assert_eq!(
        error.to_string(),
        "GET /v1/widgets: status 404, member_not_found: No such Member. (request-1)"
    );
}

#[tokio::test]
async fn details_are_an_object() {
    let body = r#"{"error_type":"e","error_details":{"retry_in":7,"fields":["a\u202e"]}}"#;
    let error = api_error(MockResponse::status(400, body)).await;
    let details = error.details.as_ref().unwrap();
    assert_eq!((&details["retry_in"], &details["fields"][0]), (&7.into(), &"a\u{202e}".into()));
    let shown = format!("{error:?}");
    assert!(shown.contains(r#"details: Some({"fields":["a\u{202e}"],"retry_in":7})"#), "{shown}");
    for details in ["null", "[]", "7"] {
        let body = format!(r#"{{"error_type":"e","error_details":{details}}}"#);
        let error = api_error(MockResponse::status(400, body)).await;
        assert_eq!((error.details, error.error_type), (None, Some(ErrorType::from("e"))));
    }
}

#[tokio::test]
async fn oauth_error_body_is_parsed() {
    let body = r#"{"error":"invalid_client","error_description":"Who?","error_uri":"https://x.y"}"#;
    let error = api_error(MockResponse::status(401, body)).await;
    assert_eq!(error.error_type, Some(ErrorType::InvalidClient));
    assert_eq!(error.message.as_deref(), Some("Who?"));
    assert_eq!(error.url.as_deref(), Some("https://x.y"));
    assert_eq!(error.request_id, None);
    assert!(Error::Api(Box::new(error)).is_unauthorized());
}

#[tokio::test]
async fn other_error_bodies_keep_status_and_text() {
    let bodies = [
        "<html><body>502 Bad Gateway</body></html>",
        "",
        "null",
        "[]",
        "7",
        r#"{"error":{"code":7}}"#,
        r#"{"error_type":7,"error_message":null}"#,
        r#"{"error_type""#,
    ];
    for body in bodies {
        let error = api_error(MockResponse::status(502, body)).await;
        assert_eq!((error.status, &error.body[..]), (502, body.as_bytes()));
        assert_eq!((&error.error_type, &error.message), (&None, &None));
        let expected = format!("a body of {} bytes that contains no error message", body.len());
        assert!(error.to_string().ends_with(&expected), "{error}");
    }
}

#[tokio::test]
async fn retry_after_is_reported() {
    let error = api_error(MockResponse::headers(429, "retry-after: 7\r\n")).await;
    let error = Error::Api(Box::new(error));
    assert!(error.is_rate_limited());
    assert_eq!(error.retry_after(), Some(Duration::from_secs(7)));
}

#[tokio::test]
async fn undocumented_error_type_keeps_its_text() {
    let error = api_error(MockResponse::status(400, r#"{"error_type":"brand_new"}"#)).await;
    let error_type = error.error_type.expect("an error type");
    assert!(matches!(error_type, ErrorType::Unknown { .. }), "{error_type:?}");
    assert_eq!(error_type.as_str(), "brand_new");
}

#[tokio::test]
async fn rejection_of_a_user_is_not_a_rate_limit() {
    for (error_type, is_rate_limited, is_locked_out) in [
        ("too_many_requests", true, false),
        ("user_lock_limit_reached", false, true),
        ("captcha_failed", false, false),
        ("too_few_tokens_authenticated", false, false),
    ] {
        let body = format!(r#"{{"error_type":"{error_type}"}}"#);
        let error = Error::Api(Box::new(api_error(MockResponse::status(429, body)).await));
        assert_eq!(error.is_rate_limited(), is_rate_limited, "{error_type}");
        assert_eq!(error.is_locked_out(), is_locked_out, "{error_type}");
    }
}
