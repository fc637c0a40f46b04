//! Retries over real sockets. The retry policy has its own tests, in `retry.rs`.

use std::time::Duration;

use stytch_api::{Client, Error, RetryPolicy, b2b::totps::MigrateRequest};
use stytch_downstream::widgets::{ListRequest, PingRequest, RemoveRequest};
use stytch_tests::{MockResponse, Server};

fn client(server: &Server) -> Client {
    let policy = RetryPolicy::default().base(Duration::from_millis(1));
    server.builder().retry_policy(policy).build().unwrap()
}

async fn list(responses: &[MockResponse]) -> (Result<(), Error>, usize) {
    let server = Server::start(responses.to_vec()).await;
    let result = client(&server).send(ListRequest::new()).await.map(drop);
    (result, server.requests().len())
}

async fn migrate(responses: &[MockResponse]) -> (Result<(), Error>, usize) {
    let server = Server::start(responses.to_vec()).await;
    let request = MigrateRequest::new("o", "m", "s");
    let result = client(&server).b2b().totps().migrate(request).await.map(drop);
    let bodies: Vec<_> = server.requests().into_iter().map(|request| request.body).collect();
    assert!(bodies.iter().all(|body| body == &bodies[0]), "{bodies:?}");
    (result, bodies.len())
}

fn success() -> MockResponse {
    MockResponse::json(r#"{"member_id":"m","totp_registration_id":"t"}"#)
}

#[tokio::test]
async fn rejection_without_effect_is_retried_on_every_endpoint() {
    let rejections = [
        (MockResponse::status(429, "{}"), 7),
        (MockResponse::status(503, r#"{"error_type":"server_unavailable"}"#), 3),
        (MockResponse::headers(503, "retry-after: 0\r\n"), 3),
    ];
    for (rejection, attempts) in rejections {
        let responses = [rejection.clone(), rejection.clone(), success()];
        assert!(matches!(list(&responses).await, (Ok(()), 3)), "{rejection:?}");
        assert!(matches!(migrate(&responses).await, (Ok(()), 3)), "{rejection:?}");
        let (result, requests) = migrate(std::slice::from_ref(&rejection)).await;
        assert!(result.unwrap_err().is_api());
        assert_eq!(requests, attempts, "{rejection:?}");
    }
}

#[tokio::test]
async fn rejection_of_a_user_is_not_retried() {
    for (error_type, is_locked_out) in [
        ("user_lock_limit_reached", true),
        ("captcha_failed", false),
        ("too_few_tokens_authenticated", false),
    ] {
        let rejection = MockResponse::status(429, format!(r#"{{"error_type":"{error_type}"}}"#));
        let (result, requests) = list(&[rejection, success()]).await;
        let error = result.unwrap_err();
        assert_eq!((error.status(), requests), (Some(429), 1), "{error_type}");
        assert_eq!((error.is_rate_limited(), error.is_locked_out()), (false, is_locked_out));
    }
}

#[tokio::test]
async fn ambiguous_failure_is_retried_only_if_safe() {
    let incomplete = MockResponse::Bytes(b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{".to_vec());
    let ambiguous = [
        MockResponse::Close,
        incomplete,
        MockResponse::status(500, r#"{"error_type":"internal_server_error"}"#),
        MockResponse::status(502, ""),
        MockResponse::status(503, "<html>"),
        MockResponse::status(503, r#"{"error":"temporarily_unavailable"}"#),
        MockResponse::status(503, r#"{"error_type":""}"#),
        MockResponse::status(504, ""),
    ];
    for response in ambiguous {
        assert!(matches!(list(&[response.clone(), success()]).await, (Ok(()), 2)), "{response:?}");
        let (result, requests) = migrate(&[response.clone(), success()]).await;
        assert_eq!((result.is_err(), requests), (true, 1), "{response:?}");
    }
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
async fn other_error_statuses_are_not_retried() {
    for status in [400, 401, 403, 404, 409, 501] {
        let (result, requests) = list(&[MockResponse::status(status, "{}"), success()]).await;
        assert_eq!((result.unwrap_err().status(), requests), (Some(status), 1));
    }
}

#[tokio::test]
async fn refused_connection_is_retried_on_every_endpoint() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
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
