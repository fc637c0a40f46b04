//! What is repeated when a stream or its connection ends early, on endpoints that are safe to repeat and on others.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use stytch_api::{Error, RetryPolicy, TransportError, TransportKind, b2b::totps::MigrateRequest};
use stytch_downstream::widgets::ListRequest;
use stytch_tests::http2::{Connection, code};

use self::Fault::*;
use super::server::Http2Server;

const MIGRATED: &str = r#"{"member_id":"m","totp_registration_id":"t"}"#;

/// What the server does to a request.
#[derive(Clone, Copy, Debug)]
enum Fault {
    /// Resets its stream, with this code.
    Reset(u32),
    /// Sends GOAWAY with this code, for streams below it, and keeps the connection open.
    GoAwayBelow(u32),
    /// Sends GOAWAY for streams above it, and closes the connection without a response.
    GoAwayAbove(u32),
    /// Closes the connection.
    Close,
    /// Violates the protocol, so that the client closes the connection.
    Violation,
    /// Sends the head of a response and this part of its body, and resets the stream with this code.
    ResetResponse(&'static str, u32),
}

async fn apply(fault: Fault, connection: &mut Connection, stream: u32) -> Option<()> {
    match fault {
        Reset(code) => connection.reset(stream, code).await.ok(),
        GoAwayBelow(code) => connection.go_away(stream - 1, code, "DEBUGVALUE").await.ok(),
        GoAwayAbove(code) => {
            connection.go_away(stream, code, "DEBUGVALUE").await.ok()?;
            None
        }
        Close => None,
        Violation => connection.violate_protocol().await.ok(),
        ResetResponse(body, code) => {
            connection.send_head(stream).await.ok()?;
            connection.send_data(stream, body).await.ok()?;
            connection.reset(stream, code).await.ok()
        }
    }
}

/// Starts a server with this fault on the first `faults` requests. It counts the requests.
async fn start(fault: Fault, faults: usize) -> (Http2Server, Arc<AtomicUsize>) {
    let requests = Arc::<AtomicUsize>::default();
    let counter = requests.clone();
    let server = Http2Server::start(move |mut connection| {
        let counter = counter.clone();
        async move {
            loop {
                let stream = connection.request().await?;
                if counter.fetch_add(1, Ordering::SeqCst) < faults {
                    apply(fault, &mut connection, stream).await?;
                } else {
                    connection.respond(stream, MIGRATED).await.ok()?;
                }
            }
        }
    })
    .await;
    (server, requests)
}

#[derive(Clone, Copy, Debug)]
enum Endpoint {
    Safe,
    Unsafe,
}

async fn call(server: &Http2Server, endpoint: Endpoint) -> Result<(), TransportError> {
    let policy = RetryPolicy::default().base(Duration::from_millis(1));
    let client = server.builder().retry_policy(policy).build().unwrap();
    let result = match endpoint {
        Endpoint::Safe => client.send(ListRequest::new()).await.map(drop),
        Endpoint::Unsafe => client.send(MigrateRequest::new("o", "m", "s")).await.map(drop),
    };
    result.map_err(|error| match error {
        Error::Transport(error) => *error,
        other => panic!("{other:?}"),
    })
}

#[tokio::test]
async fn only_unprocessed_requests_are_repeated_on_every_endpoint() {
    use TransportKind::{Body, NoResponse, Unprocessed};
    let table = [
        (Reset(code::REFUSED_STREAM), 3, 3, Unprocessed),
        (GoAwayBelow(code::NO_ERROR), 3, 3, Unprocessed),
        (GoAwayBelow(code::ENHANCE_YOUR_CALM), 3, 3, Unprocessed),
        (GoAwayAbove(code::NO_ERROR), 3, 1, NoResponse),
        (GoAwayAbove(code::INTERNAL_ERROR), 3, 1, NoResponse),
        (Reset(code::INTERNAL_ERROR), 3, 1, NoResponse),
        (Reset(code::CANCEL), 3, 1, NoResponse),
        (Reset(code::HTTP_1_1_REQUIRED), 3, 1, NoResponse),
        (Close, 3, 1, NoResponse),
        (Violation, 3, 1, NoResponse),
        // The response has begun, so the request was processed.
        (ResetResponse("{\"m", code::INTERNAL_ERROR), 3, 1, Body),
        (ResetResponse("{\"m", code::REFUSED_STREAM), 3, 1, Body),
    ];
    for (fault, safe, unsafe_, kind) in table {
        for (endpoint, attempts) in [(Endpoint::Safe, safe), (Endpoint::Unsafe, unsafe_)] {
            let name = format!("{fault:?}, {endpoint:?}");
            let (server, requests) = start(fault, usize::MAX).await;
            let error = call(&server, endpoint).await.expect_err(&name);
            assert_eq!((error.kind, error.attempts), (kind, attempts), "{name}");
            assert_eq!(requests.load(Ordering::SeqCst), attempts as usize, "{name}");
            let shown = format!("{error} {error:?}");
            assert!(!shown.contains("VALUE"), "{name}: {shown}");

            let (server, requests) = start(fault, 1).await;
            let result = call(&server, endpoint).await;
            assert_eq!(result.is_ok(), attempts > 1, "{name}, then fine");
            assert_eq!(requests.load(Ordering::SeqCst), attempts.min(2) as usize, "{name}");
        }
    }
}

#[tokio::test]
async fn call_completes_after_go_away_and_the_next_uses_another_connection() {
    let server = Http2Server::start(|mut connection| async move {
        let stream = connection.request().await?;
        connection.go_away(stream, code::NO_ERROR, "").await.ok()?;
        connection.respond(stream, MIGRATED).await.ok()?;
        connection.request().await.map(drop)
    })
    .await;
    let client = server.builder().build().unwrap();
    for connections in 1..3 {
        client.send(MigrateRequest::new("o", "m", "s")).await.unwrap();
        assert_eq!(server.connections(), connections);
    }
}
