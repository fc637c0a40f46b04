//! Responses that are recorded before their rows are done.

use std::{
    io,
    sync::{Arc, Mutex},
};

use stytch_api::{
    bulk::{Journal, JournalError, Outcome},
    sandbox::Fault,
};

use crate::fixture::{Fixture, finish};

#[tokio::test]
async fn responses_are_recorded_before_their_rows_are_done() {
    let fixture = Fixture::new(5).await;
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("journal");
    let recorded = Arc::new(Mutex::new(Vec::new()));
    let records = recorded.clone();
    let bulk = fixture.bulk().journal(Journal::open(&path).expect("a journal"));
    let bulk = bulk.record_first(move |key, response| {
        let record = (key.to_owned(), response.recovery_codes.len());
        let records = records.clone();
        async move {
            records.lock().expect("no panic").push(record);
            Ok(())
        }
    });
    let outcomes = finish(bulk.run().expect("a run")).await;
    assert!(
        outcomes.iter().all(|(_, outcome)| matches!(outcome, Outcome::Done(_))),
        "{outcomes:?}"
    );
    let mut recorded = recorded.lock().expect("no panic").clone();
    recorded.sort();
    let mut expected = fixture.member_ids.clone();
    expected.sort();
    assert!(recorded.iter().map(|(key, _)| key).eq(&expected), "{recorded:?}");
    assert!(recorded.iter().all(|(_, codes)| *codes > 0), "{recorded:?}");
}

#[tokio::test]
async fn a_row_that_cannot_be_recorded_stays_unknown() {
    let fixture = Fixture::new(3).await;
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("journal");
    let bulk = fixture.bulk().concurrency(std::num::NonZeroUsize::MIN);
    let bulk = bulk.journal(Journal::open(&path).expect("a journal"));
    let mut run = bulk
        .record_first(|_, _| async { Err(io::Error::other("the disk is full")) })
        .run()
        .expect("a run");
    let first = run.next().await.expect("an outcome").expect("the response that was not recorded");
    assert!(matches!(first.outcome, Outcome::Done(_)), "{first:?}");
    let error = run.next().await.expect("an error").expect_err("the run ends");
    assert!(matches!(error, JournalError::RecordFirst { .. }), "{error:?}");
    assert!(error.to_string().contains("the disk is full"), "{error}");
    assert!(run.next().await.is_none());
    assert_eq!(fixture.sent(), 1);
    drop(run);
    let counts = Journal::open(&path).expect("the journal").counts().expect("counts");
    assert_eq!((counts.done, counts.refused, counts.unknown), (0, 0, 1));
}

#[tokio::test]
async fn an_unreadable_response_cannot_be_recorded() {
    let fixture = Fixture::new(1).await;
    let body = br#"{"request_id":"request-id-test-1","member_id":7}"#.to_vec();
    for (is_recorded, expected) in [(true, "Unknown"), (false, "Unreadable")] {
        let body = body.clone();
        fixture.sandbox.fail_next(Fault::Respond { status: 200, headers: Vec::new(), body });
        let mut bulk = fixture.bulk();
        if is_recorded {
            bulk = bulk.record_first(|_, _| async { Ok(()) });
        }
        let outcomes = finish(bulk.run().expect("a run")).await;
        let outcome = format!("{:?}", outcomes[0].1);
        assert!(outcome.starts_with(expected), "{outcome}");
    }
}
