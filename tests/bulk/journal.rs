//! Runs that resume an earlier one by its journal.

use std::{fs, path::Path};

use stytch_api::{
    Client,
    b2b::totps::MigrateRequest,
    bulk::{Bulk, Effect, Journal, JournalError, Outcome},
    sandbox::Fault,
};
use stytch_tests::{PROJECT_ID, PROJECT_SECRET};
use tempfile::TempDir;

use crate::fixture::{Fixture, SECRET, check, finish};

fn open(path: &Path) -> Journal {
    Journal::open(path).expect("a journal")
}

fn folder() -> TempDir {
    tempfile::tempdir().expect("a folder")
}

/// Lets the first row's outcome be unknown, although it is carried out or not. Returns the journal's folder.
async fn unknown_row(fixture: &Fixture, carried_out: bool) -> TempDir {
    let folder = folder();
    fixture.sandbox.fail_next(Fault::Disconnect);
    let run = fixture.bulk().journal(open(&folder.path().join("journal"))).run();
    let outcomes = finish(run.expect("a run")).await;
    assert!(matches!(&outcomes[..], [(_, Outcome::Unknown(Some(_)))]), "{outcomes:?}");
    if carried_out {
        // As if the response had been lost rather than the request.
        let (_, request) = fixture.rows().remove(0);
        fixture.client.send(request).await.expect("a migration");
    }
    folder
}

async fn resume(bulk: Bulk<MigrateRequest>, folder: &TempDir) -> Outcome<impl Sized + use<>> {
    let run = bulk.journal(open(&folder.path().join("journal"))).run();
    let mut outcomes = finish(run.expect("a run")).await;
    assert_eq!(outcomes.len(), 1);
    outcomes.remove(0).1
}

#[tokio::test]
async fn a_second_run_sends_only_what_is_not_done() {
    let fixture = Fixture::new(10).await;
    let folder = folder();
    let path = folder.path().join("journal");
    fixture.sandbox.fail_next(Fault::TooManyRequests { retry_after: None });
    let unreadable = br#"{"request_id":"request-id-test-1","member_id":7}"#.to_vec();
    fixture.sandbox.fail_next(Fault::Respond {
        status: 200,
        headers: Vec::new(),
        body: unreadable,
    });
    let first = finish(fixture.bulk().journal(open(&path)).run().expect("a run")).await;
    let done = |outcome: &Outcome<_>| matches!(outcome, Outcome::Done(_));
    assert_eq!(first.iter().filter(|(_, outcome)| done(outcome)).count(), 8, "{first:?}");
    let counts = open(&path).counts().expect("counts");
    assert_eq!((counts.done, counts.refused, counts.unknown), (9, 1, 0));

    let second = finish(fixture.bulk().journal(open(&path)).run().expect("a run")).await;
    for ((key, first), (_, second)) in first.iter().zip(&second) {
        let expected = match first {
            Outcome::Refused(_) => done(second),
            _ => matches!(second, Outcome::Skipped),
        };
        assert!(expected, "{key}: {first:?}, then {second:?}");
    }
    assert_eq!(fixture.sent(), 11);
    let counts = open(&path).counts().expect("counts");
    assert_eq!((counts.done, counts.refused, counts.unknown), (10, 0, 0));
}

#[tokio::test]
async fn an_unknown_row_is_reported_unless_its_endpoint_is_safe() {
    let fixture = Fixture::new(1).await;
    let folder = unknown_row(&fixture, true).await;
    let sent = fixture.sent();
    // The state stays unknown in every further run.
    for _ in 0..2 {
        let outcome = resume(fixture.bulk(), &folder).await;
        assert!(matches!(outcome, Outcome::Unknown(None)));
    }
    let counts = open(&folder.path().join("journal")).counts().expect("counts");
    assert_eq!((counts.done, counts.refused, counts.unknown), (0, 0, 1));
    assert_eq!(fixture.sent(), sent);

    // An endpoint that is safe to retry.
    let get = || {
        let get =
            stytch_api::b2b::organizations::members::GetRequest::new(&fixture.organization_id);
        [("ada", get.member_id(&fixture.member_ids[0]))]
    };
    let path = folder.path().join("get");
    fixture.sandbox.fail_next(Fault::Disconnect);
    for repeated in [false, true] {
        let mut run = fixture.client.bulk(get()).journal(open(&path)).run().expect("a run");
        let row = run.next().await.expect("an outcome").expect("a journal");
        assert_eq!(matches!(row.outcome, Outcome::Done(_)), repeated, "{:?}", row.outcome);
    }
}

#[tokio::test]
async fn an_unknown_row_can_be_checked() {
    for carried_out in [true, false] {
        let fixture = Fixture::new(1).await;
        let folder = unknown_row(&fixture, carried_out).await;
        let sent = fixture.sent();
        let checked = |client: Client| {
            fixture.bulk().check_unknown(move |migrate| check(client.clone(), migrate.clone()))
        };
        // The check itself fails.
        fixture.sandbox.fail_next(Fault::InternalServerError);
        let outcome = resume(checked(fixture.client.clone()), &folder).await;
        assert!(matches!(outcome, Outcome::Unknown(Some(error)) if error.status() == Some(500)));
        assert_eq!(fixture.sent(), sent);

        let outcome = resume(checked(fixture.client.clone()), &folder).await;
        match outcome {
            Outcome::Resolved => assert!(carried_out),
            Outcome::Done(_) => assert!(!carried_out),
            _ => panic!("neither resolved nor done"),
        }
        assert_eq!(fixture.sent(), sent + usize::from(!carried_out));
        let outcome = resume(checked(fixture.client.clone()), &folder).await;
        assert!(matches!(outcome, Outcome::Skipped), "the journal has the result of the check");
    }
}

#[tokio::test]
async fn an_unknown_row_can_be_repeated() {
    let fixture = Fixture::new(1).await;
    let folder = unknown_row(&fixture, false).await;
    let outcome = resume(fixture.bulk().repeat_unknown(), &folder).await;
    assert!(matches!(outcome, Outcome::Done(_)));
}

#[tokio::test]
async fn an_unknown_row_stays_unknown_if_its_repetition_is_refused() {
    let fixture = Fixture::new(1).await;
    let folder = unknown_row(&fixture, true).await;
    fixture.sandbox.fail_next(Fault::TooManyRequests { retry_after: None });
    let outcome = resume(fixture.bulk().repeat_unknown(), &folder).await;
    assert!(matches!(outcome, Outcome::Unknown(Some(error)) if error.status() == Some(429)));
    let sent = fixture.sent();
    let outcome = resume(fixture.bulk(), &folder).await;
    assert!(matches!(outcome, Outcome::Unknown(None)));
    assert_eq!(fixture.sent(), sent);
}

/// The recorded state, status and request ID of the only row.
fn recorded(folder: &TempDir) -> (String, Option<u16>, Option<String>) {
    let journal = rusqlite::Connection::open(folder.path().join("journal")).expect("a database");
    let select = "SELECT state, status, request_id FROM row";
    let row = journal.query_row(select, [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)));
    row.expect("one row")
}

fn unknown_with_id(id: &str) -> Fault {
    let body = format!(r#"{{"status_code":500,"request_id":"{id}"}}"#).into_bytes();
    Fault::Respond { status: 500, headers: Vec::new(), body }
}

#[tokio::test]
async fn the_journal_keeps_the_latest_evidence() {
    let fixture = Fixture::new(1).await;
    let folder = folder();
    let entry = |status, id: Option<&str>| {
        ("unknown".to_owned(), status, id.map(|id| format!("request-id-test-{id}")))
    };
    let client = fixture.client.clone();
    let checked = || {
        let client = client.clone();
        fixture.bulk().check_unknown(move |migrate| check(client.clone(), migrate.clone()))
    };
    fixture.sandbox.fail_next(unknown_with_id("request-id-test-1"));
    resume(fixture.bulk(), &folder).await;
    assert_eq!(recorded(&folder), entry(Some(500), Some("1")));

    // Neither the error of a check nor a refusal says more about the first request.
    fixture.sandbox.fail_next(unknown_with_id("request-id-test-2"));
    resume(checked(), &folder).await;
    assert_eq!(recorded(&folder), entry(Some(500), Some("1")));
    fixture.sandbox.fail_next(Fault::TooManyRequests { retry_after: None });
    resume(fixture.bulk().repeat_unknown(), &folder).await;
    assert_eq!(recorded(&folder), entry(Some(500), Some("1")));

    // A second request whose outcome is unknown.
    fixture.sandbox.fail_next(unknown_with_id("request-id-test-3"));
    resume(fixture.bulk().repeat_unknown(), &folder).await;
    assert_eq!(recorded(&folder), entry(Some(500), Some("3")));

    // The check finds that none took effect, and a further request has no response.
    fixture.sandbox.fail_next(Fault::Latency(std::time::Duration::ZERO));
    fixture.sandbox.fail_next(Fault::Disconnect);
    resume(checked(), &folder).await;
    assert_eq!(recorded(&folder), entry(None, None));
    assert!(matches!(resume(checked(), &folder).await, Outcome::Done(_)));
}

#[tokio::test]
async fn a_repeated_row_that_is_cut_off_has_no_old_evidence() {
    let fixture = Fixture::new(1).await;
    let folder = folder();
    fixture.sandbox.fail_next(unknown_with_id("request-id-test-1"));
    resume(fixture.bulk(), &folder).await;
    fixture.sandbox.fail_next(Fault::Hang);
    let sent = fixture.sent();
    let bulk = fixture.bulk().check_unknown(|_| std::future::ready(Ok(Effect::NotTaken)));
    let path = folder.path().join("journal");
    let mut run = bulk.journal(open(&path)).run().expect("a run");
    fixture.until_sent(sent + 1, &mut run).await;
    drop(run);
    assert_eq!(open(&path).counts().expect("counts").unknown, 1);
    assert_eq!(recorded(&folder), ("sent".to_owned(), None, None));
}

#[tokio::test]
async fn a_key_is_sent_once_in_a_run() {
    let fixture = Fixture::new(1).await;
    let folder = folder();
    let rows = [fixture.rows(), fixture.rows(), fixture.rows()].concat();
    let run = fixture.client.bulk(rows).journal(open(&folder.path().join("journal"))).run();
    let outcomes = finish(run.expect("a run")).await;
    let count = |is: fn(&Outcome<_>) -> bool| outcomes.iter().filter(|(_, row)| is(row)).count();
    assert_eq!(count(|outcome| matches!(outcome, Outcome::Done(_))), 1);
    assert_eq!(count(|outcome| matches!(outcome, Outcome::Duplicate)), 2);
    assert_eq!(fixture.sent(), 1);
}

#[tokio::test]
async fn a_dropped_run_leaves_its_rows_unknown() {
    let fixture = Fixture::new(1).await;
    let folder = folder();
    let path = folder.path().join("journal");
    fixture.sandbox.fail_next(Fault::Hang);
    let mut run = fixture.bulk().journal(open(&path)).run().expect("a run");
    // The request is recorded before it is sent.
    fixture.until_sent(1, &mut run).await;
    drop(run);
    assert_eq!(open(&path).counts().expect("counts").unknown, 1);
}

#[tokio::test]
async fn a_journal_belongs_to_one_run() {
    let fixture = Fixture::new(1).await;
    let folder = folder();
    let path = folder.path().join("journal");
    let run = fixture.bulk().journal(open(&path)).run().expect("a run");
    let error = Journal::open(&path).expect_err("the run has the journal");
    assert!(matches!(&error, JournalError::InUse { path: used, .. } if *used == path), "{error}");
    finish(run).await;

    let other = Client::new(PROJECT_ID, PROJECT_SECRET).expect("a client");
    let error = other.bulk(fixture.rows()).journal(open(&path)).run().expect_err("another project");
    let expected = format!(
        "the journal records project {}, but this run calls project {PROJECT_ID}; use another journal",
        fixture.sandbox.project_id()
    );
    assert_eq!(error.to_string(), expected);

    let get = stytch_api::b2b::organizations::GetRequest::new("acme");
    let error = fixture.client.bulk([("acme", get)]).journal(open(&path)).run();
    let expected = "the journal records POST /v1/b2b/totp/migrate, but this run calls \
                    GET /v1/b2b/organizations/{organization_id}; use another journal";
    assert_eq!(error.expect_err("another endpoint").to_string(), expected);
}

#[test]
fn other_files_are_left_unchanged() {
    let folder = folder();
    let text = folder.path().join("notes.txt");
    let content =
        "Not a database, and longer than the header that every SQLite database starts with.\n";
    fs::write(&text, content.repeat(20)).expect("a file");
    let error = Journal::open(&text).expect_err("not a journal");
    assert!(matches!(error, JournalError::NotAJournal { .. }), "{error}");
    assert_eq!(fs::read_to_string(&text).expect("the file"), content.repeat(20));

    let database = folder.path().join("other.db");
    let other = rusqlite::Connection::open(&database).expect("a database");
    other.execute_batch("CREATE TABLE t (x); INSERT INTO t VALUES (1)").expect("a table");
    drop(other);
    let before = fs::read(&database).expect("the file");
    let error = Journal::open(&database).expect_err("not a journal");
    assert!(matches!(error, JournalError::NotAJournal { .. }), "{error}");
    assert!(fs::read(&database).expect("the file") == before);

    let error = Journal::open(folder.path()).expect_err("a folder");
    let message = error.to_string();
    let expected = format!("cannot use the journal `{}`: ", folder.path().display());
    assert!(message.starts_with(&expected), "{message}");
}

#[tokio::test]
async fn a_journal_holds_no_secret() {
    let fixture = Fixture::new(3).await;
    let folder = folder();
    fixture.sandbox.fail_next(Fault::TooManyRequests { retry_after: None });
    let run = fixture.bulk().journal(open(&folder.path().join("journal"))).run();
    let mut run = run.expect("a run");
    let mut secrets = vec![SECRET.to_owned(), fixture.sandbox.secret().expose().to_owned()];
    while let Some(row) = run.next().await {
        if let Outcome::Done(response) = row.expect("a journal").outcome {
            secrets.extend(response.recovery_codes.iter().map(|code| code.expose().to_owned()));
        }
    }
    assert_eq!(secrets.len(), 22);
    let mut bytes = Vec::new();
    for file in fs::read_dir(folder.path()).expect("the folder") {
        bytes.extend(fs::read(file.expect("a file").path()).expect("the file"));
    }
    let holds = |text: &str| bytes.windows(text.len()).any(|window| window == text.as_bytes());
    assert!(holds(&fixture.member_ids[0]) && holds("too_many_requests"));
    for secret in secrets {
        assert!(!holds(&secret));
    }
}
