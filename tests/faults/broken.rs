//! Connections that break.

use std::time::Duration;

use stytch_api::{
    Client, Error, RetryPolicy, TransportError, TransportKind, b2b::totps::MigrateRequest,
};
use stytch_downstream::widgets::ListRequest;
use stytch_tests::{MockResponse, PROJECT_ID, PROJECT_SECRET, Server};

fn transport(error: Error) -> TransportError {
    match error {
        Error::Transport(error) => *error,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_connection_refused_was_never_sent() {
    // A port that was bound and let go again: nobody listens there.
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let elsewhere = Client::builder(PROJECT_ID, PROJECT_SECRET).base_url(url);
    let error = elsewhere.retries(0).build().unwrap().send(ListRequest::new()).await.unwrap_err();
    assert!(error.is_connect() && error.is_transport() && !error.is_timeout(), "{error:?}");
    assert!(std::error::Error::source(&error).is_some());
    assert_eq!(error.to_string(), "GET /v1/widgets: no connection, nothing was sent");
}

#[tokio::test]
async fn a_connection_cut_before_the_answer_has_none() {
    let server = Server::start([MockResponse::Close]).await;
    let error = server.client().send(ListRequest::new()).await.unwrap_err();
    assert!(!error.is_connect() && !error.is_timeout());
    let error = transport(error);
    assert_eq!((error.kind, error.status, error.attempts), (TransportKind::NoResponse, None, 1));
}

#[tokio::test]
async fn an_answer_cut_in_its_body_keeps_status_and_what_came() {
    let head = "HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n";
    let part = r#"{"totp_registration_id":"member-totp-"#;
    let server = Server::start([MockResponse::Bytes(format!("{head}{part}").into_bytes())]).await;
    let request = MigrateRequest::new("o", "m", "s");
    let error = server.client().b2b().totps().migrate(request).await.unwrap_err();
    assert_eq!(error.body().unwrap(), part);
    let error = transport(error);
    assert_eq!((error.kind, error.status), (TransportKind::Body, Some(200)));
    assert_eq!(
        error.to_string(),
        "POST /v1/b2b/totp/migrate: the connection broke inside the answer \
         (status 200, 37 bytes of the body came)"
    );
}

#[tokio::test]
async fn an_answer_in_many_pieces_is_read_whole() {
    let head = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";
    let pieces = [r#"{"wid"#, r#"gets":[{"na"#, r#"me":"a"}]}"#];
    let pieces = pieces.map(|piece| format!("{:x}\r\n{piece}\r\n", piece.len())).concat();
    let answer = MockResponse::Bytes(format!("{head}{pieces}0\r\n\r\n").into_bytes());
    let server = Server::start([answer]).await;
    let response = server.client().send(ListRequest::new()).await.unwrap();
    assert_eq!(response.widgets[0].name, "a");
}

#[tokio::test]
async fn an_answer_larger_than_the_client_takes_is_left_half_read() {
    let pieces = format!("5\r\n{}\r\n", "x".repeat(5)).repeat(3);
    for (status, attempts) in [(200, 1), (503, 2)] {
        let head = format!("HTTP/1.1 {status} OK\r\ntransfer-encoding: chunked\r\n\r\n");
        let answer = MockResponse::Bytes(format!("{head}{pieces}").into_bytes());
        let server = Server::start([answer]).await;
        let policy = RetryPolicy::default().retries(1).base(Duration::ZERO);
        let client = server.builder().response_limit(12).retry_policy(policy).build().unwrap();
        let error = transport(client.send(ListRequest::new()).await.unwrap_err());
        assert_eq!((error.kind, error.status), (TransportKind::TooLarge, Some(status)));
        assert_eq!(error.attempts, attempts);
        assert!(error.body.len() <= 12);
    }
}

#[tokio::test]
async fn what_is_no_http_is_no_answer() {
    let server = Server::start([MockResponse::Bytes(b"SSH-2.0-OpenSSH_9.6\r\n".to_vec())]).await;
    let error = server.client().send(ListRequest::new()).await.unwrap_err();
    assert_eq!(transport(error).kind, TransportKind::NoResponse);
}
