use std::fs;

use serde_json::json;

use super::{Existing, Report};
use crate::{
    Error, Json,
    bulk::{Completed, Outcome},
    cli::run::unsent::{Reason, Unsent},
    error::{ApiError, RequestError},
    schema::Endpoint as _,
};

fn api_error() -> Error {
    let body = json!({
        "status_code": 400,
        "error_type": "duplicate_email",
        "error_message": "Someone has TOPSECRET.",
        "request_id": "request-id-test-2",
    });
    let spec = crate::b2b::totps::MigrateRequest::spec();
    Error::Api(Box::new(ApiError::new(spec, 400, None, body.to_string().into())))
}

fn rows() -> Vec<Completed<Json>> {
    let spec = crate::b2b::totps::MigrateRequest::spec();
    let done = Outcome::Done(json!({"request_id": "request-id-test-1", "secret": "TOPSECRET"}));
    let invalid = Error::Request(Box::new(RequestError::new(spec, "`x`: unknown field")));
    [
        ("a,\"b\"", done),
        ("c", Outcome::Refused(api_error())),
        ("d", Outcome::Refused(invalid)),
        ("e", Outcome::Skipped),
    ]
    .map(|(key, outcome)| Completed { key: key.to_owned(), outcome })
    .into()
}

#[test]
fn csv_reports_have_one_line_per_row() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("report.csv");
    let mut report = Report::open(&path, Existing::Refuse).unwrap();
    for row in rows() {
        report.write(&row).unwrap();
    }
    assert_eq!(
        fs::read_to_string(&path).unwrap(),
        "key,outcome,status,error_type,request_id,cause\n\
         \"a,\"\"b\"\"\",done,,,request-id-test-1,\n\
         c,refused,400,duplicate_email,request-id-test-2,duplicate_email\n\
         d,refused,,,,invalid request\n\
         e,skipped,,,,\n"
    );
}

#[test]
fn json_reports_have_one_object_per_row() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("report.JSONL");
    let mut report = Report::open(&path, Existing::Append).unwrap();
    for row in rows() {
        report.write(&row).unwrap();
    }
    let text = fs::read_to_string(&path).unwrap();
    assert!(!text.contains("TOPSECRET"), "{text}");
    let lines: Vec<Json> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 4);
    let refused = json!({
        "key": "c", "outcome": "refused", "status": 400, "error_type": "duplicate_email",
        "request_id": "request-id-test-2", "cause": "duplicate_email",
    });
    assert_eq!(lines[1], refused);
}

#[test]
fn rows_that_are_not_sent_have_a_cause() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("report.csv");
    let mut report = Report::open(&path, Existing::Refuse).unwrap();
    let (cause, text) = ("has an authenticator".to_owned(), "it is left, unchanged".to_owned());
    for reason in [Reason::DryRun, Reason::DoneBefore, Reason::Rejected { cause, text }] {
        report.write_unsent(&Unsent { key: "acme/a@b.c".to_owned(), reason }).unwrap();
    }
    assert_eq!(
        fs::read_to_string(&path).unwrap(),
        "key,outcome,status,error_type,request_id,cause\n\
         acme/a@b.c,eligible,,,,\n\
         acme/a@b.c,skipped,,,,\n\
         acme/a@b.c,rejected,,,,\"has an authenticator: it is left, unchanged\"\n"
    );
}

#[test]
fn only_a_resumed_run_appends_to_a_report() {
    for name in ["report.csv", "report.jsonl"] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        Report::open(&path, Existing::Refuse).unwrap().write(&rows()[0]).unwrap();
        let first = fs::read_to_string(&path).unwrap();
        let error = Report::open(&path, Existing::Refuse).unwrap_err();
        assert!(error.to_string().contains("exists already"), "{error}");

        // The process was killed while it wrote a line.
        fs::write(&path, format!("{first}incomplete")).unwrap();
        Report::open(&path, Existing::Append).unwrap().write(&rows()[3]).unwrap();
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.starts_with(&first) && !text.contains("incomplete"), "{text}");
        assert_eq!(text.lines().count(), first.lines().count() + 1);
    }
}

#[test]
fn another_file_is_left_unchanged() {
    let folder = tempfile::tempdir().unwrap();
    for (name, content) in [("rows.csv", "email_address\na@b.c"), ("rows.jsonl", "{\"key\": 1}")] {
        let path = folder.path().join(name);
        fs::write(&path, content).unwrap();
        let error = Report::open(&path, Existing::Append).unwrap_err();
        assert!(error.to_string().contains("not the report"), "{error}");
        assert_eq!(fs::read_to_string(&path).unwrap(), content);
    }
    let error = Report::open(&folder.path().join("report.txt"), Existing::Refuse).unwrap_err();
    assert!(error.to_string().contains("must end with `.csv`"), "{error}");
}
