//! Runs in a live project, and standard error of a run.

use std::fs;

use stytch_tests::MockResponse;
use tempfile::TempDir;

use super::fixture::CREATE;
use crate::program::{Finished, serve, stytch_api};

const RESPONSE: &str = r#"{"request_id": "request-id-test-1", "status_code": 200, "member_id": "m",
    "member": {}, "organization": {}}"#;

fn run(folder: &TempDir, url: &str, arguments: &[&str]) -> Finished {
    let mut run = stytch_api(["bulk"]).arguments(arguments).at(url).project("project-live-1");
    run.command.current_dir(folder.path());
    run.run()
}

#[test]
fn writes_to_a_live_project_are_confirmed() {
    let (_runtime, server) = serve([MockResponse::json(RESPONSE)]);
    let folder = tempfile::tempdir().expect("a folder");
    let row = r#"{"organization_id": "acme", "email_address": "ada@acme.example"}"#;
    fs::write(folder.path().join("rows.jsonl"), row).expect("a file");
    let arguments = [CREATE, "rows.jsonl", "--journal", "journal"];

    let message = run(&folder, &server.url(), &arguments).failure(2);
    assert!(message.contains("pass --yes to confirm it; nothing was sent"), "{message}");
    assert!(server.requests().is_empty() && !folder.path().join("journal").exists());

    let printed = run(&folder, &server.url(), &[&arguments[..], &["--yes"]].concat()).success();
    assert!(printed.starts_with("1 row processed\n        1 done\n"), "{printed}");
    assert_eq!(server.request().target, "/v1/b2b/organizations/acme/members");
}

#[test]
fn reads_need_no_confirmation() {
    let (_runtime, server) = serve([MockResponse::json(RESPONSE)]);
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("rows.csv"), "organization_id\nacme\n").expect("a file");
    let ended = run(&folder, &server.url(), &["b2b.organizations.get", "rows.csv"]);
    assert_eq!(ended.stderr, "", "no terminal, no progress bar");
    ended.success();
}
