//! Retries that the matrix does not cover. The retry policy has its own tests, in `http/retry/tests.rs`.

use std::time::Duration;

use stytch_api::{Client, Error, RetryPolicy, b2b::totps::MigrateRequest};
use stytch_downstream::widgets::{ListRequest, PingRequest, RemoveRequest};
use stytch_tests::{MockResponse, Server};

fn client(server: &Server) -> Client {
    let policy = RetryPolicy::default().base(Duration::from_millis(1));
    server.builder().retry_policy(policy).build().unwrap()
}

fn success() -> MockResponse {
    MockResponse::json(r#"{"member_id":"m","totp_registration_id":"t"}"#)
}

#[tokio::test]
async fn spec_decides_which_retries_are_safe() {
    let server = Server::start([MockResponse::Close, success()]).await;
    client(&server).send(PingRequest::new()).await.unwrap();
    assert_eq!(server.requests().len(), 2, "a POST whose retry is safe");
    let server = Server::start([MockResponse::Close, success()]).await;
    client(&server).send(RemoveRequest::new(1_u64)).await.unwrap_err();
    assert_eq!(server.requests().len(), 1, "a DELETE whose retry is unsafe");
}

#[tokio::test]
async fn refused_connection_is_retried_on_every_endpoint() {
    // A socket that is bound but does not listen.
    let socket = tokio::net::TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let address = socket.local_addr().unwrap();
    let server = Server::start([success()]).await;
    let policy = RetryPolicy::default().base(Duration::from_millis(1));
    let client = server.builder().base_url(format!("http://{address}")).retry_policy(policy);
    let request = MigrateRequest::new("o", "m", "s");
    let error = client.build().unwrap().b2b().totps().migrate(request).await.unwrap_err();
    let Error::Transport(error) = error else { panic!("{error:?}") };
    assert_eq!(error.attempts, 3);
    assert!(
        error.to_string().contains("nothing was sent, after 3 attempts: Connection refused"),
        "{error}"
    );
}

#[tokio::test]
async fn retry_after_delays_the_retry() {
    let responses = [MockResponse::headers(429, "retry-after: 1\r\n"), success()];
    let server = Server::start(responses).await;
    let started = std::time::Instant::now();
    client(&server).send(ListRequest::new()).await.unwrap();
    assert!(started.elapsed() >= Duration::from_secs(1));
    assert_eq!(server.requests().len(), 2);
}
