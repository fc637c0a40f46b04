//! Broken connections and incomplete responses.

use std::time::Duration;

use stytch_api::{
    Client, Error, RetryPolicy, TransportError, TransportKind, b2b::totps::MigrateRequest,
};
use stytch_downstream::widgets::ListRequest;
use stytch_tests::{MockResponse, PROJECT_ID, PROJECT_SECRET, Server};

fn transport_error(error: Error) -> TransportError {
    match error {
        Error::Transport(error) => *error,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn refused_connection_sends_nothing() {
    // No process listens on a port that was just released.
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let builder = Client::builder(PROJECT_ID, PROJECT_SECRET).base_url(url);
    let error = builder.retries(0).build().unwrap().send(ListRequest::new()).await.unwrap_err();
    assert!(error.is_connect() && error.is_transport() && !error.is_timeout(), "{error:?}");
    assert!(std::error::Error::source(&error).is_some());
    assert_eq!(error.to_string(), "GET /v1/widgets: could not connect, nothing was sent");
}

#[tokio::test]
async fn connection_closed_before_the_response_is_an_error() {
    let server = Server::start([MockResponse::Close]).await;
    let error = server.client().send(ListRequest::new()).await.unwrap_err();
    assert!(!error.is_connect() && !error.is_timeout());
    let error = transport_error(error);
    assert_eq!((error.kind, error.status, error.attempts), (TransportKind::NoResponse, None, 1));
}

#[tokio::test]
async fn incomplete_body_keeps_status_and_received_bytes() {
    let head = "HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n";
    let partial_body = r#"{"totp_registration_id":"member-totp-"#;
    let server =
        Server::start([MockResponse::Bytes(format!("{head}{partial_body}").into_bytes())]).await;
    let request = MigrateRequest::new("o", "m", "s");
    let error = server.client().b2b().totps().migrate(request).await.unwrap_err();
    assert_eq!(error.body().unwrap(), partial_body);
    let error = transport_error(error);
    assert_eq!((error.kind, error.status), (TransportKind::Body, Some(200)));
    assert_eq!(
        error.to_string(),
        "POST /v1/b2b/totp/migrate: the connection was closed before the response was complete \
         (status 200, received 37 bytes of the body)"
    );
}

#[tokio::test]
async fn chunked_response_is_decoded() {
    let head = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";
    let chunks = [r#"{"wid"#, r#"gets":[{"na"#, r#"me":"a"}]}"#];
    let chunks = chunks.map(|chunk| format!("{:x}\r\n{chunk}\r\n", chunk.len())).concat();
    let response = MockResponse::Bytes(format!("{head}{chunks}0\r\n\r\n").into_bytes());
    let server = Server::start([response]).await;
    let list = server.client().send(ListRequest::new()).await.unwrap();
    assert_eq!(list.widgets[0].name, "a");
}

#[tokio::test]
async fn response_over_the_limit_is_not_read_further() {
    let chunks = format!("5\r\n{}\r\n", "x".repeat(5)).repeat(3);
    for (status, attempts) in [(200, 1), (503, 2)] {
        let head = format!("HTTP/1.1 {status} OK\r\ntransfer-encoding: chunked\r\n\r\n");
        let response = MockResponse::Bytes(format!("{head}{chunks}").into_bytes());
        let server = Server::start([response]).await;
        let policy = RetryPolicy::default().retries(1).base(Duration::ZERO);
        let client = server.builder().response_limit(12).retry_policy(policy).build().unwrap();
        let error = transport_error(client.send(ListRequest::new()).await.unwrap_err());
        assert_eq!((error.kind, error.status), (TransportKind::TooLarge, Some(status)));
        assert_eq!(error.attempts, attempts);
        assert!(error.body.len() <= 12);
    }
}

#[tokio::test]
async fn response_that_is_not_http_is_an_error() {
    let server = Server::start([MockResponse::Bytes(b"SSH-2.0-OpenSSH_9.6\r\n".to_vec())]).await;
    let error = server.client().send(ListRequest::new()).await.unwrap_err();
    assert_eq!(transport_error(error).kind, TransportKind::NoResponse);
}
