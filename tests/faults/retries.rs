//! What is tried again, over real sockets. Which and when is decided in `retry.rs`, tested there.

use std::time::Duration;

use stytch_api::{Client, Error, RetryPolicy, b2b::totps::MigrateRequest};
use stytch_downstream::widgets::{ListRequest, PingRequest, RemoveRequest};
use stytch_tests::{MockResponse, Server};

fn client(server: &Server) -> Client {
    let policy = RetryPolicy::default().base(Duration::from_millis(1));
    server.builder().retry_policy(policy).build().unwrap()
}

async fn list(answers: &[MockResponse]) -> (Result<(), Error>, usize) {
    let server = Server::start(answers.to_vec()).await;
    let outcome = client(&server).send(ListRequest::new()).await.map(drop);
    (outcome, server.requests().len())
}

async fn migrate(answers: &[MockResponse]) -> (Result<(), Error>, usize) {
    let server = Server::start(answers.to_vec()).await;
    let request = MigrateRequest::new("o", "m", "s");
    let outcome = client(&server).b2b().totps().migrate(request).await.map(drop);
    let bodies: Vec<_> = server.requests().into_iter().map(|request| request.body).collect();
    assert!(bodies.iter().all(|body| body == &bodies[0]), "{bodies:?}");
    (outcome, bodies.len())
}

fn good() -> MockResponse {
    MockResponse::json(r#"{"member_id":"m","totp_registration_id":"t"}"#)
}

#[tokio::test]
async fn a_refusal_that_carried_nothing_out_is_tried_again_for_all() {
    for status in [429, 503] {
        let answers =
            [MockResponse::status(status, "{}"), MockResponse::status(status, "{}"), good()];
        assert!(matches!(list(&answers).await, (Ok(()), 3)));
        assert!(matches!(migrate(&answers).await, (Ok(()), 3)));
        let (outcome, requests) = migrate(&[MockResponse::status(status, "{}")]).await;
        assert_eq!((outcome.unwrap_err().status(), requests), (Some(status), 3));
    }
}

#[tokio::test]
async fn what_leaves_open_whether_it_was_carried_out_is_tried_again_only_where_that_is_safe() {
    let cut = MockResponse::Bytes(b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{".to_vec());
    let ambiguous =
        [MockResponse::Close, cut, MockResponse::status(502, ""), MockResponse::status(504, "")];
    for answer in ambiguous {
        assert!(matches!(list(&[answer.clone(), good()]).await, (Ok(()), 2)), "{answer:?}");
        let (outcome, requests) = migrate(&[answer.clone(), good()]).await;
        assert_eq!((outcome.is_err(), requests), (true, 1), "{answer:?}");
    }
}

#[tokio::test]
async fn a_spec_says_what_is_safe() {
    let server = Server::start([MockResponse::Close, good()]).await;
    client(&server).send(PingRequest::new()).await.unwrap();
    assert_eq!(server.requests().len(), 2, "a POST that says safe");
    let server = Server::start([MockResponse::Close, good()]).await;
    client(&server).send(RemoveRequest::new(1_u64)).await.unwrap_err();
    assert_eq!(server.requests().len(), 1, "a DELETE that says unsafe");
}

#[tokio::test]
async fn other_refusals_are_final() {
    for status in [400, 401, 403, 404, 409, 500, 501] {
        let (outcome, requests) = list(&[MockResponse::status(status, "{}"), good()]).await;
        assert_eq!((outcome.unwrap_err().status(), requests), (Some(status), 1));
    }
}

#[tokio::test]
async fn a_connection_refused_is_tried_again_for_all() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let server = Server::start([good()]).await;
    let policy = RetryPolicy::default().base(Duration::from_millis(1));
    let client = server.builder().base_url(format!("http://{address}")).retry_policy(policy);
    let request = MigrateRequest::new("o", "m", "s");
    let error = client.build().unwrap().b2b().totps().migrate(request).await.unwrap_err();
    let Error::Transport(error) = error else { panic!("{error:?}") };
    assert_eq!(error.attempts, 3);
    assert!(error.to_string().ends_with("nothing was sent, after 3 attempts"), "{error}");
}

#[tokio::test]
async fn retry_after_is_waited_for() {
    let answers = [MockResponse::headers(429, "retry-after: 1\r\n"), good()];
    let server = Server::start(answers).await;
    let started = std::time::Instant::now();
    client(&server).send(ListRequest::new()).await.unwrap();
    assert!(started.elapsed() >= Duration::from_secs(1));
    assert_eq!(server.requests().len(), 2);
}
