//! Timeouts of calls and connections.

use std::time::{Duration, Instant};

use stytch_api::{Client, RetryPolicy, TransportKind};
use stytch_downstream::widgets::ListRequest;
use stytch_tests::{MockResponse, PROJECT_ID, PROJECT_SECRET, Server};

const SHORT: Duration = Duration::from_millis(200);

#[tokio::test]
async fn call_to_a_hung_server_times_out() {
    let server = Server::start([MockResponse::Hang]).await;
    let client = server.builder().timeout(SHORT).build().unwrap();
    let started = Instant::now();
    let error = client.send(ListRequest::new()).await.unwrap_err();
    assert!(error.is_timeout() && error.is_transport() && !error.is_connect(), "{error:?}");
    assert!(started.elapsed() >= SHORT);
    assert_eq!(server.requests().len(), 1, "the timeout covers the whole call");
}

#[tokio::test]
async fn timeout_inside_the_body_keeps_the_status() {
    let head = b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{".to_vec();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let server = tokio::spawn(async move {
        use tokio::io::{AsyncReadExt, AsyncWriteExt};

        let (mut stream, _) = listener.accept().await.unwrap();
        let mut request = [0; 1024];
        let read = stream.read(&mut request).await.unwrap();
        stream.write_all(&head).await.unwrap();
        // Ends when the client closes the connection.
        while stream.read(&mut request).await.is_ok_and(|read| read > 0) {}
        read
    });
    let client = Client::builder(PROJECT_ID, PROJECT_SECRET).base_url(url).build().unwrap();
    let error = client.send(ListRequest::new()).timeout(SHORT).await.unwrap_err();
    assert!(error.is_timeout(), "{error:?}");
    assert_eq!((error.status(), error.body().map(|body| &body[..])), (Some(200), Some(&b"{"[..])));
    assert!(server.await.unwrap() > 0);
}

#[tokio::test]
async fn call_timeout_overrides_the_clients() {
    let server = Server::start([MockResponse::Hang]).await;
    let error = server.client().send(ListRequest::new()).timeout(SHORT).await.unwrap_err();
    assert!(error.is_timeout());
}

#[tokio::test]
async fn waits_between_attempts_count_towards_the_timeout() {
    let server = Server::start([MockResponse::headers(503, "retry-after: 20\r\n")]).await;
    let client = server.builder().retries(5).timeout(Duration::from_secs(10)).build().unwrap();
    let error = client.send(ListRequest::new()).await.unwrap_err();
    assert_eq!(error.status(), Some(503), "a wait beyond the timeout is not started");
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn connection_attempt_times_out() {
    // A listener with a full queue accepts no further connection.
    let socket = tokio::net::TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let listener = socket.listen(1).unwrap();
    let address = listener.local_addr().unwrap();
    let mut queued = Vec::new();
    while let Ok(Ok(stream)) =
        tokio::time::timeout(SHORT, tokio::net::TcpStream::connect(address)).await
    {
        queued.push(stream);
    }
    let client = Client::builder(PROJECT_ID, PROJECT_SECRET)
        .base_url(format!("http://{address}"))
        .connect_timeout(SHORT)
        .retry_policy(RetryPolicy::default().retries(1).base(Duration::ZERO))
        .build()
        .unwrap();
    let error = client.send(ListRequest::new()).await.unwrap_err();
    assert!(error.is_timeout() && error.is_connect(), "{error:?}");
    let stytch_api::Error::Transport(error) = error else { unreachable!("checked above") };
    assert_eq!((error.kind, error.attempts), (TransportKind::Connect, 2));
    assert!(!queued.is_empty());
}

#[test]
fn default_timeout_is_30_seconds() {
    let client = Client::new(PROJECT_ID, PROJECT_SECRET).unwrap();
    assert!(format!("{client:?}").contains("timeout: 30s"), "{client:?}");
}
