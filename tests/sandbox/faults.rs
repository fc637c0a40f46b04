//! The effect of every fault on a client.

use std::time::{Duration, Instant};

use serde_json::json;
use stytch_api::{
    Error, ErrorType, TransportKind,
    b2b::organizations::{CreateRequest, GetRequest, GetResponse},
    sandbox::Fault,
};

use crate::fixture::{Fixture, assert_error};

async fn get(fixture: &Fixture) -> Result<GetResponse, Error> {
    fixture.b2b().organizations().get(GetRequest::new("acme")).await
}

async fn get_with(fixture: &Fixture, fault: Fault) -> Error {
    fixture.sandbox.fail_next(fault);
    let error = get(fixture).await.expect_err("a fault");
    get(fixture).await.expect("no second fault");
    error
}

#[track_caller]
fn transport_kind(error: &Error) -> TransportKind {
    match error {
        Error::Transport(error) => error.kind,
        error => panic!("{error:?}"),
    }
}

#[tokio::test]
async fn latency_delays_the_normal_response() {
    let fixture = Fixture::new().await;
    let wait = Duration::from_millis(80);
    fixture.sandbox.fail_next(Fault::Latency(wait));
    let started = Instant::now();
    get(&fixture).await.expect("the normal response");
    assert!(started.elapsed() >= wait);
}

#[tokio::test]
async fn rate_limit_sets_retry_after() {
    for (retry_after, received) in [
        (Some(Duration::from_millis(1500)), Some(Duration::from_secs(2))),
        (None, None),
        (Some(Duration::MAX), Some(Duration::from_secs(u64::MAX))),
    ] {
        let fixture = Fixture::new().await;
        fixture.sandbox.fail_next(Fault::TooManyRequests { retry_after });
        let error = get(&fixture).await.expect_err("a fault");
        assert!(error.is_rate_limited());
        assert_eq!(error.error_type(), Some(&ErrorType::TooManyRequests));
        assert_eq!((error.status(), error.retry_after()), (Some(429), received));
    }
}

#[tokio::test]
async fn server_errors_are_json_and_gateway_errors_html() {
    let fixture = Fixture::new().await;
    let error = get_with(&fixture, Fault::InternalServerError).await;
    assert_eq!(
        (error.status(), error.error_type()),
        (Some(500), Some(&ErrorType::InternalServerError))
    );
    assert!(error.request_id().is_some());

    let retry_after = Some(Duration::from_secs(3));
    let error = get_with(&fixture, Fault::ServiceUnavailable { retry_after }).await;
    assert_eq!(
        (error.status(), error.error_type()),
        (Some(503), Some(&ErrorType::ServerUnavailable))
    );
    assert_eq!(error.retry_after(), retry_after);

    let error = get_with(&fixture, Fault::BadGateway).await;
    assert_eq!((error.status(), error.error_type()), (Some(502), None));
    assert!(error.body().is_some_and(|body| body.starts_with(b"<html>")));
}

#[tokio::test]
async fn hang_ends_with_the_client_timeout() {
    let fixture = Fixture::new().await;
    fixture.sandbox.fail_next(Fault::Hang);
    let get = fixture.b2b().organizations().get(GetRequest::new("acme"));
    let error = get.timeout(Duration::from_millis(150)).await.expect_err("no response");
    assert!(error.is_timeout(), "{error:?}");
}

#[tokio::test]
async fn hang_does_not_block_the_shutdown() {
    let fixture = Fixture::new().await;
    fixture.sandbox.fail_next(Fault::Hang);
    let client = fixture.client.clone();
    let call =
        tokio::spawn(
            async move { client.b2b().organizations().get(GetRequest::new("acme")).await },
        );
    while fixture.sandbox.requests().len() < 2 {
        tokio::task::yield_now().await;
    }
    drop(fixture.sandbox);
    let error = call.await.expect("no panic").expect_err("no response");
    assert_eq!(transport_kind(&error), TransportKind::NoResponse);
}

#[tokio::test]
async fn disconnect_does_not_carry_out_the_request() {
    let fixture = Fixture::new().await;
    fixture.sandbox.fail_next(Fault::Disconnect);
    let create = fixture.b2b().organizations().create(CreateRequest::new("Other"));
    let error = create.await.expect_err("no response");
    assert_eq!((transport_kind(&error), error.status()), (TransportKind::NoResponse, None));
    let other = fixture.b2b().organizations().get(GetRequest::new("other")).await;
    assert!(other.expect_err("not created").is_not_found());
}

#[tokio::test]
async fn disconnect_in_body_carries_out_the_request() {
    let fixture = Fixture::new().await;
    let normal = fixture.b2b().organizations().get(GetRequest::new("acme")).raw().await;
    let normal_body = normal.expect("a response").body;

    fixture.sandbox.fail_next(Fault::DisconnectInBody);
    let create = fixture.b2b().organizations().create(CreateRequest::new("Abcd"));
    let error = create.await.expect_err("half a response");
    assert_eq!((transport_kind(&error), error.status()), (TransportKind::Body, Some(200)));
    let half = error.body().expect("half a body");
    assert_eq!(half.len(), normal_body.len() / 2);
    assert!(half.starts_with(b"{\"organization\":{"), "{half:?}");
    fixture.b2b().organizations().get(GetRequest::new("abcd")).await.expect("created");
}

#[tokio::test]
async fn invalid_json_carries_out_the_request() {
    let fixture = Fixture::new().await;
    fixture.sandbox.fail_next(Fault::InvalidJson);
    let create = fixture.b2b().organizations().create(CreateRequest::new("Other"));
    let error = create.await.expect_err("invalid JSON");
    assert!(error.is_decode() && error.status() == Some(200), "{error:?}");
    fixture.b2b().organizations().get(GetRequest::new("other")).await.expect("created");
}

#[tokio::test]
async fn respond_returns_any_valid_response() {
    let fixture = Fixture::new().await;
    let error = get_with(
        &fixture,
        Fault::Respond {
            status: 307,
            headers: vec![("location".to_owned(), "https://elsewhere.example/".to_owned())],
            body: b"redirect".to_vec(),
        },
    )
    .await;
    assert_eq!(error.status(), Some(307));
    assert_eq!(error.body().map(|body| &body[..]), Some(&b"redirect"[..]));

    for (status, name, value) in [
        (42, "location", "x"),
        (200, "invalid name", "x"),
        (200, "Content-Length", "7"),
        (200, "transfer-encoding", "chunked"),
        (200, "connection", "close"),
    ] {
        let headers = vec![(name.to_owned(), value.to_owned())];
        let error = get_with(&fixture, Fault::Respond { status, headers, body: Vec::new() }).await;
        assert_eq!(error.status(), Some(500), "{name}");
        assert!(error.body().is_some_and(|body| body.starts_with(b"Fault::Respond")), "{name}");
    }
}

#[tokio::test]
async fn respond_takes_text_bytes_and_json() {
    let fixture = Fixture::new().await;
    for (fault, body, content_type) in [
        (Fault::respond(418, "text"), "text", None),
        (Fault::respond(418, "text".to_owned()), "text", None),
        (Fault::respond(418, b"text".to_vec()), "text", None),
        (Fault::respond(418, json!({"a": 1})), "{\"a\":1}", Some("application/json")),
    ] {
        fixture.sandbox.fail_next(fault);
        let response = fixture.b2b().organizations().get(GetRequest::new("acme")).raw().await;
        let response = response.expect("a response");
        assert_eq!((response.status, &response.body[..]), (418, body.as_bytes()));
        let received =
            response.headers.get("content-type").map(|value| value.to_str().expect("text"));
        assert_eq!(received, content_type);
    }
}

#[tokio::test]
async fn error_has_the_format_of_stytch() {
    let fixture = Fixture::new().await;
    fixture.sandbox.fail_next(Fault::error(404, ErrorType::OrganizationNotFound));
    assert_error(get(&fixture).await, 404, "organization_not_found");
}

#[tokio::test]
async fn each_retry_takes_the_next_queued_fault() {
    let fixture = Fixture::new().await;
    let client = fixture.sandbox.client_builder().retries(2).build().expect("a client");
    fixture.sandbox.fail_next(Fault::ServiceUnavailable { retry_after: Some(Duration::ZERO) });
    fixture.sandbox.fail_next(Fault::TooManyRequests { retry_after: Some(Duration::ZERO) });
    client.b2b().organizations().get(GetRequest::new("acme")).await.expect("the third attempt");
    assert_eq!(fixture.sandbox.requests().len(), 4);
}

#[test]
fn debug_of_respond_hides_its_content() {
    let headers = vec![("set-cookie".to_owned(), "KEEPOUT".to_owned())];
    let fault = Fault::Respond { status: 200, headers, body: b"KEEPOUT".to_vec() };
    let debug = format!("{fault:?}");
    assert!(debug.contains("set-cookie") && debug.contains("7 bytes"), "{debug}");
    assert!(!debug.contains("KEEPOUT"), "{debug}");
}
