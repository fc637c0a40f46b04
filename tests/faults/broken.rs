//! Broken connections and incomplete responses.

use std::time::Duration;

use stytch_api::{
    Client, Error, RetryPolicy, TransportError, TransportKind, b2b::totps::MigrateRequest,
};
use stytch_downstream::widgets::ListRequest;
use stytch_tests::{MockResponse, PROJECT_ID, PROJECT_SECRET, Server};
use tokio::io::AsyncWriteExt as _;

fn transport_error(error: Error) -> TransportError {
    match error {
        Error::Transport(error) => *error,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn refused_connection_sends_nothing() {
    // A socket that is bound but does not listen.
    let socket = tokio::net::TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let address = socket.local_addr().unwrap();
    let url = format!("http://{address}");
    let builder = Client::builder(PROJECT_ID, PROJECT_SECRET).base_url(url);
    let error = builder.retries(0).build().unwrap().send(ListRequest::new()).await.unwrap_err();
    assert!(error.is_connect() && error.is_transport() && !error.is_timeout(), "{error:?}");
    let message = error.to_string();
    let expected = format!(
        "GET /v1/widgets at {address}: could not connect, nothing was sent: Connection refused"
    );
    assert!(message.starts_with(&expected), "{message}");
    assert!(transport_error(error).cause().unwrap().is_connect());
}

#[tokio::test]
async fn tls_failure_names_its_cause() {
    // The server does not speak TLS.
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").await.unwrap();
        // Keeps the connection open.
        std::future::pending::<()>().await;
    });
    let builder =
        Client::builder(PROJECT_ID, PROJECT_SECRET).base_url(format!("https://{address}"));
    let error = builder.retries(0).build().unwrap().send(ListRequest::new()).await.unwrap_err();
    assert!(error.is_connect(), "{error:?}");
    let expected = format!(
        "GET /v1/widgets at {address}: could not connect, nothing was sent: received corrupt message"
    );
    assert!(error.to_string().starts_with(&expected), "{error}");
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
    let host = server.url().replace("http://", "");
    assert_eq!(
        error.to_string(),
        format!(
            "POST /v1/b2b/totp/migrate at {host}: the connection was closed before the response was \
             complete (status 200, received 37 bytes of the body): end of file before message length \
             reached"
        )
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
    assert!(error.to_string().ends_with(": invalid HTTP version parsed"), "{error}");
    assert_eq!(transport_error(error).kind, TransportKind::NoResponse);
}
