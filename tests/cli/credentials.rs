//! The project that is called, and `whoami`.

use std::fs;

use serde_json::{Value, json};
use stytch_tests::{MockResponse, PROJECT_ID, PROJECT_SECRET};

use crate::program::{sandbox, serve, stytch_api};

const METRICS: &str = r#"{"project_id": "project-test-1", "metrics": []}"#;

#[test]
fn whoami_checks_the_credentials() {
    let sandbox = sandbox();
    let printed = stytch_api(["whoami"]).sandbox(&sandbox).run().json();
    assert_eq!(printed["project_id"], sandbox.project_id());
    assert_eq!(printed["environment"], "test");
    assert_eq!(format!("http://{}", printed["host"].as_str().expect("a host")), sandbox.url());

    let run = stytch_api(["whoami"]).sandbox(&sandbox).env("STYTCH_SECRET", PROJECT_SECRET);
    let message = run.run().failure(1);
    assert!(message.starts_with("error: GET /v1/projects/metrics: status 401"), "{message}");
    assert_eq!(message.lines().count(), 1, "{message}");
}

#[test]
fn whoami_calls_a_new_sandbox() {
    let printed = stytch_api(["whoami", "--sandbox"]).run().json();
    assert!(printed["host"].as_str().expect("a host").starts_with("127.0.0.1:"), "{printed}");
}

#[test]
fn options_take_precedence_over_the_environment() {
    let (_runtime, server) = serve([MockResponse::json(METRICS)]);
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("secret");
    fs::write(&file, format!("{PROJECT_SECRET}\n")).expect("a file");
    let file = file.to_str().expect("a path");
    let finished = stytch_api(["whoami", "--project", "project-live-1", "-v"])
        .arguments(&["--project-secret-file", file, "--base-url", &server.url()])
        .env("STYTCH_PROJECT_ID", PROJECT_ID)
        .env("STYTCH_SECRET", "another")
        .env("STYTCH_BASE_URL", "http://127.0.0.1:9")
        .run();
    let host = server.url().replace("http://", "");
    assert_eq!(finished.stderr, format!("project project-live-1 at {host}\n"));
    let expected = json!({
        "project_id": "project-live-1", "environment": "live", "host": host, "credentials": "valid",
    });
    assert_eq!(finished.json(), expected);
    let expected = "Basic cHJvamVjdC1saXZlLTE6c2VjcmV0LXRlc3QtUFJPSkVDVFNFQ1JFVA==";
    assert_eq!(server.request().header("authorization"), Some(expected));
}

#[test]
fn missing_and_swapped_credentials_are_reported_without_a_call() {
    let message = stytch_api(["whoami"]).run().failure(2);
    assert!(message.contains("STYTCH_PROJECT_ID is not set; set it, pass --project"), "{message}");

    let message = stytch_api(["whoami"]).env("STYTCH_PROJECT_ID", PROJECT_ID).run().failure(2);
    assert!(message.contains("STYTCH_SECRET is not set"), "{message}");

    let run = stytch_api(["whoami"]).env("STYTCH_PROJECT_ID", PROJECT_SECRET);
    let message = run.env("STYTCH_SECRET", PROJECT_ID).run().failure(2);
    assert!(message.contains("may be swapped"), "{message}");

    // The option of a file may have been given the secret itself.
    let run = stytch_api(["whoami", "--project", PROJECT_ID]);
    let message = run.arguments(&["--project-secret-file", PROJECT_SECRET]).run().failure(2);
    assert!(message.contains("failed to read the file of --project-secret-file"), "{message}");
}

#[test]
fn errors_are_json_on_request() {
    let error = r#"{"status_code": 401, "error_type": "unauthorized_credentials",
        "error_message": "Wrong.", "request_id": "request-id-test-1"}"#;
    let (_runtime, server) = serve([MockResponse::status(401, error)]);
    let host = server.url().replace("http://", "");

    let message = stytch_api(["whoami"]).at(&server.url()).run().failure(1);
    let expected = format!(
        "error: GET /v1/projects/metrics: status 401, unauthorized_credentials: Wrong. \
         (request-id-test-1), from {host}\n"
    );
    assert_eq!(message, expected);

    let run = stytch_api(["whoami", "--error-format", "json"]).at(&server.url());
    let printed: Value = serde_json::from_str(&run.run().failure(1)).expect("JSON");
    let expected = json!({
        "message": expected.trim_start_matches("error: ").trim_end(),
        "exit_status": 1,
        "status_code": 401,
        "error_type": "unauthorized_credentials",
        "request_id": "request-id-test-1",
        "host": host,
    });
    assert_eq!(printed, expected);
}
