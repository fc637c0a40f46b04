//! Outcomes: in the exit status, the messages, the report and the journal.

use stytch_api::{bulk::Journal, sandbox::Fault};

use super::fixture::{CREATE, Fixture, email};

#[tokio::test]
async fn a_refused_row_is_reported_and_sent_again_by_the_next_run() {
    let fixture = Fixture::new().await;
    fixture.write_members("other.csv", 1);
    fixture.run(&format!("{CREATE} other.csv")).assert_status(0);
    fixture.write_members("rows.csv", 3);
    let run = || fixture.run(&format!("{CREATE} rows.csv --journal journal --report report.csv"));

    let ended = run();
    ended.assert_status(3);
    let key = |number| format!("{}/{}", fixture.organization_id, email(number));
    let message = format!("{}: refused: POST /v1/b2b/organizations", key(0));
    assert!(ended.stderr.starts_with(&message), "{}", ended.stderr);
    assert!(ended.stderr.ends_with("error: 1 row failed\n"), "{}", ended.stderr);
    let summary = "3 rows processed\n        2 done\n        1 refused; the next run sends them again\n\
                   errors\n        1 duplicate_member_email\nreport: report.csv\n";
    assert_eq!(ended.stdout, summary);
    let report = fixture.read("report.csv");
    let line = report.lines().find(|line| line.starts_with(&key(0))).expect("a line");
    let cells: Vec<_> = line.split(',').collect();
    assert_eq!(cells[1..4], ["refused", "400", "duplicate_member_email"], "{line}");
    assert!(cells[4].starts_with("request-id-"), "{line}");

    // The lines of the next run are appended.
    let ended = run();
    ended.assert_status(3);
    assert!(
        ended.stdout.contains("2 skipped, because an earlier run did them"),
        "{}",
        ended.stdout
    );
    assert!(fixture.read("report.csv").starts_with(&report));
    let outcomes: Vec<_> = fixture.outcomes("report.csv").into_values().collect();
    assert_eq!(outcomes, ["refused", "skipped", "skipped"]);
    assert_eq!(fixture.created(), 5);
}

#[tokio::test]
async fn an_existing_file_is_not_overwritten() {
    let fixture = Fixture::new().await;
    fixture.write_members("rows.csv", 2);
    let rows = fixture.read("rows.csv");
    // A new run does not touch any file, and a resumed one only the report of an earlier run.
    for journal in ["", " --journal journal"] {
        let ended = fixture.run(&format!("{CREATE} rows.csv --report rows.csv{journal}"));
        ended.assert_status(2);
        assert!(ended.stderr.contains("the report rows.csv exists already"), "{}", ended.stderr);
    }
    fixture.run(&format!("{CREATE} rows.csv --journal journal --limit 1")).assert_status(0);
    let ended = fixture.run(&format!("{CREATE} rows.csv --report rows.csv --journal journal"));
    ended.assert_status(2);
    assert!(ended.stderr.contains("rows.csv is not the report"), "{}", ended.stderr);
    assert_eq!(fixture.read("rows.csv"), rows);
    assert_eq!(fixture.created(), 1);
}

#[tokio::test]
async fn a_journal_of_another_endpoint_is_refused() {
    let fixture = Fixture::new().await;
    fixture.write_members("rows.csv", 1);
    fixture.run(&format!("{CREATE} rows.csv --journal journal")).assert_status(0);
    fixture.write("ids.jsonl", r#"{"organization_id": "acme", "member_id": "x"}"#);
    let arguments = "b2b.organizations.members.delete ids.jsonl --journal journal --report r.csv";
    let ended = fixture.run(arguments);
    ended.assert_status(2);
    assert!(ended.stderr.contains("POST /v1/b2b/organizations"), "{}", ended.stderr);
    assert!(!fixture.path("r.csv").exists(), "no report of a run that did not start");
}

#[tokio::test]
async fn secrets_are_in_no_output() {
    let fixture = Fixture::new().await;
    let secret = "TOPSECRETHASH";
    let rows = (0..8).map(|number| format!("{},{secret}{number},bcrypt", email(number)));
    let rows: Vec<_> = std::iter::once("email,hash,hash_type".to_owned()).chain(rows).collect();
    fixture.write("rows.csv", &rows.join("\n"));
    // Stytch quotes the secret of the row.
    let echo = |number, status| Fault::Respond {
        status,
        headers: Vec::new(),
        body: format!(r#"{{"error_message": "no {secret}{number}", "request_id": "r"}}"#).into(),
    };
    let faults = [echo(0, 400), echo(1, 500), echo(2, 200), Fault::Disconnect, Fault::InvalidJson];
    for fault in faults {
        fixture.sandbox.fail_next(fault);
    }
    // One after the other, so that each fault has its row.
    let arguments = "consumer.passwords.migrate rows.csv --journal journal --concurrency 1";
    for report in ["report.csv", "report.jsonl"] {
        let ended = fixture.run(&format!("{arguments} --report {report} --limit 8"));
        ended.assert_status(3);
        let printed = format!("{}{}", ended.stdout, ended.stderr);
        assert!(printed.contains("unknown"), "{printed}");
        for text in [printed, fixture.read(report), fixture.read("journal")] {
            assert!(!text.contains(secret), "{text}");
        }
    }
}

#[tokio::test]
async fn the_unknown_rule_decides_about_rows_without_a_response() {
    let fixture = Fixture::new().await;
    fixture.write_members("rows.csv", 3);
    fixture.sandbox.fail_next(Fault::DisconnectInBody);
    fixture.sandbox.fail_next(Fault::InternalServerError);
    let run = |rule: &str| {
        fixture.run(&format!("{CREATE} rows.csv --journal journal --concurrency 1{rule}"))
    };
    let ended = run("");
    ended.assert_status(3);
    assert!(ended.stdout.contains("2 unknown: they may have been carried out"), "{}", ended.stdout);
    // The endpoint is not safe to retry, so that is the default.
    for rule in ["", " --unknown report"] {
        let ended = run(rule);
        ended.assert_status(3);
        assert!(ended.stderr.contains("unknown: an earlier run sent it"), "{}", ended.stderr);
        assert_eq!(fixture.created(), 3);
    }
    // Of the two, one had been carried out, so it is refused now.
    let ended = run(" --unknown repeat");
    ended.assert_status(3);
    assert!(ended.stdout.contains("1 duplicate_member_email"), "{}", ended.stdout);
    assert_eq!(fixture.created(), 5);
    assert_eq!(fixture.emails().await.len(), 3);
    let journal = Journal::open(fixture.path("journal")).expect("the journal");
    let counts = journal.counts().expect("counts");
    assert_eq!((counts.done, counts.refused, counts.unknown), (2, 0, 1));
}
