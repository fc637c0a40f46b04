//! The outcome of each row.

use std::{
    num::NonZeroUsize,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering::Relaxed},
    },
    time::Duration,
};

use stytch_api::{
    Client,
    b2b::totps::{MigrateRequest, MigrateResponse},
    bulk::Outcome,
    sandbox::Fault,
};
use stytch_tests::{MockResponse, PROJECT_ID, PROJECT_SECRET, Server};
use tokio::{net::TcpSocket, sync::oneshot};

use crate::fixture::{Fixture, Receiver, SECRET, finish};

const ONE: NonZeroUsize = NonZeroUsize::MIN;

fn name(outcome: &Outcome<MigrateResponse>) -> &'static str {
    match outcome {
        Outcome::Done(_) => "done",
        Outcome::Unreadable(_) => "unreadable",
        Outcome::Refused(_) => "refused",
        Outcome::Unknown(_) => "unknown",
        _ => "other",
    }
}

#[tokio::test]
async fn an_outcome_tells_whether_the_request_was_carried_out() {
    let respond = |status, body: &str| {
        let body = body.as_bytes().to_vec();
        Fault::Respond { status, headers: Vec::new(), body }
    };
    let page = "<html><body>Sign in to the guest network</body></html>";
    let cases = [
        (Fault::Latency(Duration::ZERO), "done"),
        (Fault::TooManyRequests { retry_after: None }, "refused"),
        (Fault::ServiceUnavailable { retry_after: None }, "refused"),
        (respond(404, ""), "refused"),
        (respond(302, ""), "refused"),
        // A gateway may send these after it has forwarded the request.
        (respond(503, ""), "unknown"),
        (Fault::InternalServerError, "unknown"),
        (Fault::BadGateway, "unknown"),
        (Fault::Disconnect, "unknown"),
        // A 2xx that may not be Stytch's.
        (respond(200, page), "unknown"),
        (respond(200, "{}"), "unknown"),
        (respond(204, ""), "unknown"),
        (Fault::InvalidJson, "unknown"),
        (respond(200, r#"{"request_id":"request-id-test-1","member_id":7}"#), "unreadable"),
    ];
    let fixture = Fixture::new(cases.len()).await;
    for (fault, _) in &cases {
        fixture.sandbox.fail_next(fault.clone());
    }
    let mut run = fixture.bulk().concurrency(ONE).run().expect("no journal");
    for ((fault, expected), member_id) in cases.iter().zip(&fixture.member_ids) {
        let row = run.next().await.expect("an outcome").expect("no journal");
        assert_eq!(&row.key, member_id, "one row at a time");
        assert_eq!(name(&row.outcome), *expected, "{fault:?}: {:?}", row.outcome);
        let has_error = row.outcome.error().is_some();
        assert_eq!(has_error, *expected != "done", "{fault:?}");
    }
    assert!(run.next().await.is_none());
    for ((fault, expected), member_id) in cases.iter().zip(&fixture.member_ids) {
        if ["done", "refused"].contains(expected) {
            let carried_out = fixture.has_authenticator(member_id).await;
            assert_eq!(carried_out, *expected == "done", "{fault:?}");
        }
    }
}

#[tokio::test]
async fn a_row_without_a_response_in_time_is_unknown() {
    let fixture = Fixture::new(1).await;
    fixture.sandbox.fail_next(Fault::Hang);
    let run = fixture.bulk().timeout(Duration::from_secs(2)).run().expect("no journal");
    let outcomes = finish(run).await;
    assert!(
        matches!(&outcomes[..], [(_, Outcome::Unknown(Some(error)))] if error.is_timeout()),
        "{outcomes:?}"
    );
}

#[tokio::test]
async fn an_incomplete_response_counts_if_it_has_a_request_id() {
    for (part, expected) in [
        (r#"{"request_id":"request-id-test-1","mem"#, "unreadable"),
        (r#"{"status_code":2"#, "unknown"),
    ] {
        let head =
            "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 500\r\n\r\n";
        let response = MockResponse::Bytes(format!("{head}{part}").into_bytes());
        let server = Server::start([response]).await;
        let request = MigrateRequest::new("acme", "ada", SECRET);
        let run = server.client().bulk([("ada", request)]).run().expect("no journal");
        let outcomes = finish(run).await;
        assert_eq!(outcomes.len(), 1);
        let (_, outcome) = &outcomes[0];
        assert_eq!(name(outcome), expected, "{part}: {outcome:?}");
        let error = outcome.error().expect("an error");
        assert_eq!((error.status(), error.is_transport()), (Some(200), true), "{error}");
    }
}

#[tokio::test]
async fn an_unsent_row_is_refused() {
    let fixture = Fixture::new(0).await;
    let invalid = MigrateRequest::new("acme", "", SECRET);
    let outcomes =
        finish(fixture.client.bulk([("empty", invalid)]).run().expect("no journal")).await;
    assert!(
        matches!(&outcomes[..], [(_, Outcome::Refused(error))] if error.is_request()),
        "{outcomes:?}"
    );

    // A socket that does not listen keeps its port, and refuses connections.
    let socket = TcpSocket::new_v4().expect("a socket");
    socket.bind(([127, 0, 0, 1], 0).into()).expect("a port");
    let url = format!("http://{}", socket.local_addr().expect("the port"));
    let client = Client::builder(PROJECT_ID, PROJECT_SECRET).base_url(&url).retries(0);
    let client = client.build().expect("a client");
    let request = MigrateRequest::new("acme", "ada", SECRET);
    let outcomes = finish(client.bulk([("ada", request)]).run().expect("no journal")).await;
    assert!(
        matches!(&outcomes[..], [(_, Outcome::Refused(error))] if error.is_connect()),
        "{url}: {outcomes:?}"
    );
}

#[tokio::test]
async fn rows_are_taken_as_they_are_sent() {
    let fixture = Fixture::new(40).await;
    let taken = Arc::new(AtomicUsize::new(0));
    let rows = fixture.rows().into_iter();
    let counted = rows.inspect({
        let taken = Arc::clone(&taken);
        move |_| _ = taken.fetch_add(1, Relaxed)
    });
    let concurrency = NonZeroUsize::new(4).expect("not zero");
    let run = fixture.client.bulk(counted).concurrency(concurrency).run();
    let mut run = run.expect("no journal");
    assert_eq!(taken.load(Relaxed), 0, "a run starts when it is polled");
    let mut completed = 0;
    while let Some(row) = run.next().await {
        assert!(matches!(row.expect("no journal").outcome, Outcome::Done(_)));
        completed += 1;
        let ahead = taken.load(Relaxed) - (completed - 1);
        assert!(ahead <= 4, "{ahead} rows in memory after {completed}");
    }
    assert_eq!(completed, 40);
    assert_eq!(fixture.sent(), 40);
}

#[tokio::test]
async fn a_stopped_run_ends_after_the_requests_in_flight() {
    let fixture = Fixture::new(20).await;
    let (stop, stopped) = oneshot::channel::<()>();
    let stopped = async move { _ = stopped.await };
    let concurrency = NonZeroUsize::new(3).expect("not zero");
    let run = fixture.bulk().concurrency(concurrency).stop_when(stopped).run();
    let mut run = run.expect("no journal");
    let mut stop = Some(stop);
    let mut completed = 0;
    while let Some(row) = run.next().await {
        assert!(matches!(row.expect("no journal").outcome, Outcome::Done(_)));
        completed += 1;
        if completed == 5 {
            drop(stop.take());
        }
    }
    assert!((5..=8).contains(&completed), "{completed}");
    assert_eq!(fixture.sent(), completed, "no request is left without an outcome");
}

#[tokio::test]
async fn rows_can_be_a_stream() {
    let fixture = Fixture::new(3).await;
    // A stream that is sometimes not ready: the pages of a search.
    let (sender, receiver) = tokio::sync::mpsc::channel(1);
    let rows = fixture.rows();
    tokio::spawn(async move {
        for row in rows {
            tokio::task::yield_now().await;
            sender.send(row).await.expect("a run that takes all rows");
        }
    });
    let outcomes =
        finish(fixture.client.bulk_stream(Receiver(receiver)).run().expect("a run")).await;
    assert_eq!(outcomes.len(), 3);
    assert!(
        outcomes.iter().all(|(_, outcome)| matches!(outcome, Outcome::Done(_))),
        "{outcomes:?}"
    );
}

#[tokio::test]
async fn no_secret_is_printed() {
    let fixture = Fixture::new(1).await;
    let bulk = fixture.bulk();
    let settings = format!("{bulk:?}");
    let mut run = bulk.run().expect("no journal");
    let row = run.next().await;
    let printed = format!("{settings} {run:?} {row:?}");
    let Some(Ok(row)) = row else { panic!("{printed}") };
    let Outcome::Done(response) = &row.outcome else { panic!("{printed}") };
    assert!(printed.contains(&row.key), "{printed}");
    assert!(!printed.contains(SECRET));
    for code in &response.recovery_codes {
        assert!(!printed.contains(code.expose()));
    }
}
