//! The endpoints of the Management API, which have credentials and a host of their own.

use base64::{Engine as _, prelude::BASE64_STANDARD};
use stytch_tests::{KEY_ID, KEY_SECRET, MockResponse};

use crate::program::{serve, stytch_api};

const LIST: [&str; 3] = ["management", "projects", "list"];
const CREATE: [&str; 5] = ["management", "projects", "create", "--name", "Acme"];

#[test]
fn management_endpoint_is_called_with_the_workspace_key() {
    let (_runtime, project) = serve([MockResponse::json("{}")]);
    let (_runtime, management) = serve([MockResponse::json(r#"{"projects": []}"#)]);
    let run =
        stytch_api(LIST).at(&project.url()).workspace_at(&management.url()).arguments(&["-v"]);
    let finished = run.run();
    assert!(finished.stderr.contains(&format!("workspace of {KEY_ID} at 127.0.0.1:")));
    assert!(finished.json()["projects"].is_array());
    let credentials = BASE64_STANDARD.encode(format!("{KEY_ID}:{KEY_SECRET}"));
    let request = management.request();
    assert_eq!(request.header("authorization"), Some(&*format!("Basic {credentials}")));
    assert!(project.requests().is_empty());
}

#[test]
fn workspace_key_can_be_given_by_options() {
    let (_runtime, server) = serve([MockResponse::json(r#"{"projects": []}"#)]);
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(&file, format!("{KEY_SECRET}\n")).unwrap();
    let file = file.path().to_str().unwrap();
    let options = ["--workspace-key", KEY_ID, "--workspace-key-secret-file", file, "--base-url"];
    stytch_api(LIST).arguments(&options).arguments(&[&server.url()]).run().success();
    let credentials = BASE64_STANDARD.encode(format!("{KEY_ID}:{KEY_SECRET}"));
    assert!(server.request().header("authorization").unwrap().ends_with(&credentials));
}

#[test]
fn credentials_of_a_project_are_no_workspace_key() {
    let (_runtime, server) = serve([MockResponse::json("{}")]);
    let message = stytch_api(LIST).at(&server.url()).run().failure(2);
    assert!(message.contains("STYTCH_WORKSPACE_KEY_ID is not set"), "{message}");
    assert!(message.contains("--workspace-key"), "{message}");
    assert!(server.requests().is_empty());
}

#[test]
fn a_write_to_a_workspace_is_confirmed() {
    let (_runtime, server) =
        serve([MockResponse::json(r#"{"project": {"project_slug": "acme"}}"#)]);
    let message = stytch_api(CREATE).workspace_at(&server.url()).run().failure(2);
    for expected in ["management.projects.create", KEY_ID, "--yes"] {
        assert!(message.contains(expected), "{message}");
    }
    assert!(server.requests().is_empty());
    stytch_api(CREATE).arguments(&["--yes"]).workspace_at(&server.url()).run().success();
    assert_eq!(server.requests().len(), 1);
}

#[test]
fn sandbox_serves_the_management_api() {
    let created = stytch_api(CREATE).arguments(&["--sandbox"]).run().json();
    assert_eq!(created["status_code"], 200);
    assert!(created["project"].is_object());
}

#[test]
fn bulk_run_of_the_management_api_is_rejected() {
    let run = stytch_api(["bulk", "management.projects.create", "rows.csv"]).run();
    let message = run.failure(2);
    assert!(message.contains("belongs to the Management API"), "{message}");
}
