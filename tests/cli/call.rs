//! Calls of endpoints: how they are named, and what they print.

use serde_json::{Value, json};
use stytch_tests::{MockResponse, PROJECT_ID};

use crate::program::{sandbox, serve, stytch_api};

const MIGRATED: &str = r#"{"member_id": "ada", "totp_registration_id": "totp-1"}"#;

#[test]
fn an_endpoint_is_called_by_words_and_by_its_name() {
    let sandbox = sandbox();
    let created = stytch_api(["b2b", "organizations", "create", "--organization-name", "Acme"])
        .sandbox(&sandbox)
        .run()
        .json();
    let id = created["organization"]["organization_id"].as_str().expect("an ID");
    for words in [&["b2b", "organizations", "get"][..], &["b2b.organizations.get"]] {
        let run = stytch_api([]).arguments(words).arguments(&["--organization-id", id]);
        let read = run.sandbox(&sandbox).run().json();
        assert_eq!(read["organization"]["organization_name"], "Acme", "{words:?}");
    }
    // Hyphens and underscores mean the same.
    for name in ["recovery-codes", "recovery_codes", "b2b.recovery-codes", "b2b.recovery_codes"] {
        let product = if name.starts_with("b2b.") { &[][..] } else { &["b2b"] };
        let run = stytch_api([]).arguments(product).arguments(&[name, "--help"]);
        assert!(run.run().success().contains("recover "), "{name}");
    }
}

#[test]
fn a_new_sandbox_needs_no_account() {
    let run = stytch_api(["--sandbox", "b2b.organizations.create", "--organization-name", "Acme"]);
    assert_eq!(run.run().json()["organization"]["organization_name"], "Acme");
}

#[test]
fn fields_are_sent_where_their_tables_say() {
    let (_runtime, server) = serve([MockResponse::json(MIGRATED)]);
    stytch_api(["b2b", "organizations", "members", "get", "--member-id", "ada"])
        .arguments(&["--organization-id", "a/b"])
        .at(&server.url())
        .run()
        .success();
    let request = server.request();
    assert_eq!(request.target, "/v1/b2b/organizations/a%2Fb/member?member_id=ada");

    let (_runtime, server) = serve([MockResponse::json(r#"{"organization_id": "acme"}"#)]);
    stytch_api(["b2b", "organizations", "delete", "--organization-id", "acme"])
        .arguments(&["--member-credential.x-stytch-member-session", "-"])
        .input("token-of-ada\n")
        .at(&server.url())
        .run()
        .success();
    assert_eq!(server.request().header("x-stytch-member-session"), Some("token-of-ada"));
}

#[test]
fn the_body_can_be_given_as_json() {
    let (_runtime, server) = serve([MockResponse::json(MIGRATED)]);
    let body = r#"{"organization_id": "acme", "member_id": "ada", "secret": "ABCDEFGH"}"#;
    let run = stytch_api(["b2b.totps.migrate", "--json", "-"]).at(&server.url()).input(body);
    assert_eq!(run.run().json(), serde_json::from_str::<Value>(MIGRATED).expect("JSON"));
    let sent: Value = serde_json::from_str(&server.request().body).expect("JSON");
    assert_eq!(sent, serde_json::from_str::<Value>(body).expect("JSON"));

    let run = stytch_api(["b2b.totps.migrate", "--json", body, "--member-id", "ada"]);
    let message = run.at(&server.url()).run().failure(2);
    assert!(message.contains("cannot be used with"), "{message}");
    assert_eq!(server.requests().len(), 1);
}

#[test]
fn invalid_arguments_are_reported_without_a_request() {
    let (_runtime, server) = serve([MockResponse::json("{}")]);
    let migrate = |body| ["b2b.totps.migrate", "--json", body];
    let cases: [(&[&str], &str); 13] = [
        (&["b2b.totp.migrate"], "'totps'"),
        (&["b2b", "totps", "migrat"], "a similar subcommand exists: 'migrate'"),
        (&["b2c"], "unrecognized subcommand 'b2c'"),
        (&["b2b", "totps", "migrate", "--member-id", "m"], "--secret-file <FILE>"),
        (&["b2b", "totps", "migrate", "--sekret=HUNTER"], "a similar argument exists: '--secret'"),
        (&["b2b", "totps", "migrate", "HUNTER"], "it may be a secret"),
        (&migrate(r#"{"organisation_id":"o"}"#), "did you mean `organization_id`?"),
        (&migrate(r#"{"organization_id":"o","member_id":"m"}"#), "`secret`: it is required"),
        (&migrate(r#"{"organization_id":7}"#), "expected string, found number"),
        (&migrate("[]"), "--json: the body must be one JSON object"),
        (&migrate("{HUNTER"), "--json: the body is not valid JSON: key must be a string"),
        (
            &["b2b", "organizations", "search", "--limit", "HUNTER"],
            "--limit: expected 32-bit integer",
        ),
        (&["--sandbx", "list"], "'--sandbox'"),
    ];
    for (arguments, expected) in cases {
        let message = stytch_api([]).arguments(arguments).at(&server.url()).run().failure(2);
        assert!(message.contains(expected), "{arguments:?}: {message}");
        assert!(!message.contains("HUNTER"), "{arguments:?}: {message}");
    }
    assert!(server.requests().is_empty());

    let run = stytch_api(["b2b.totps", "migrat", "--error-format", "json"]).run();
    let printed: Value = serde_json::from_str(&run.failure(2)).expect("JSON");
    let message = printed["message"].as_str().expect("a message");
    assert!(message.starts_with("unrecognized subcommand 'migrat'"), "{message}");
}

#[test]
fn the_error_of_the_api_is_one_line() {
    let error = r#"{"status_code": 404, "error_type": "member_not_found",
        "error_message": "No\nMember.", "request_id": "request-id-test-7"}"#;
    let (_runtime, server) = serve([MockResponse::status(404, error)]);
    let arguments = ["b2b.organizations.members.get", "--organization-id", "a", "--member-id", "m"];
    let message = stytch_api(arguments).at(&server.url()).run().failure(1);
    let host = server.url().replace("http://", "");
    let expected = format!(
        "error: GET /v1/b2b/organizations/{{organization_id}}/member: status 404, member_not_found: \
         No\\nMember. (request-id-test-7), from {host}\n"
    );
    assert_eq!(message, expected);
}

#[test]
fn a_response_that_cannot_be_decoded_is_printed() {
    let (_runtime, server) = serve([MockResponse::json(r#"{"member_id":7}"#)]);
    let arguments = ["b2b.organizations.members.get", "--organization-id", "a", "--member-id", "m"];
    let finished = stytch_api(arguments).at(&server.url()).run();
    // The call has taken effect.
    assert_eq!(finished.stdout, r#"{"member_id":7}"#);
    let message = finished.failure(1);
    assert!(message.contains("member_id: expected string, found number"), "{message}");
}

#[test]
fn an_unreachable_server_is_named() {
    // Port 9 of the loopback interface discards nothing: it is closed.
    let arguments = ["b2b.organizations.get", "--organization-id", "acme"];
    let message = stytch_api(arguments).at("http://127.0.0.1:9").run().failure(1);
    assert!(message.contains("127.0.0.1:9") && message.lines().count() == 1, "{message}");
}

#[test]
fn all_pages_are_printed_as_json_lines() {
    let page = |names: [&str; 2], cursor: Option<&str>| {
        let organizations = names.map(|name| json!({"organization_name": name}));
        let metadata = json!({"total": 4, "next_cursor": cursor});
        let page = json!({"organizations": organizations, "results_metadata": metadata});
        MockResponse::json(page.to_string())
    };
    let pages = [page(["a", "b"], Some("2")), page(["c", "d"], None)];
    let (_runtime, server) = serve(pages);
    let run = stytch_api(["b2b", "organizations", "search", "--all", "--limit", "2"]);
    let printed = run.at(&server.url()).run().success();
    let names = printed.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON"));
    let names: Vec<_> = names.map(|item| item["organization_name"].clone()).collect();
    assert_eq!(names, ["a", "b", "c", "d"]);
    let bodies: Vec<Value> = server
        .requests()
        .iter()
        .map(|request| serde_json::from_str(&request.body).expect("JSON"))
        .collect();
    assert_eq!(bodies, [json!({"limit": 2}), json!({"limit": 2, "cursor": "2"})]);

    let failed = MockResponse::status(404, r#"{"error_type": "not_found"}"#);
    let (_runtime, server) = serve([page(["a", "b"], Some("2")), failed]);
    let run = stytch_api(["b2b", "organizations", "search", "--all"]).at(&server.url()).run();
    assert_eq!(run.stdout.lines().count(), 2);
    let message = run.failure(1);
    assert!(message.ends_with("; resume with --cursor \"2\"\n"), "{message}");

    // The server repeats its last response.
    let (_runtime, server) = serve([page(["a", "b"], Some("2"))]);
    let run = stytch_api(["b2b", "organizations", "search", "--all"]).at(&server.url()).run();
    assert!(run.failure(1).contains("seen before"));
    assert_eq!(server.requests().len(), 2);
}

#[test]
fn a_write_to_a_live_project_is_confirmed() {
    let (_runtime, server) = serve([MockResponse::json(r#"{"organization": {}}"#)]);
    let write = ["b2b", "organizations", "create", "--organization-name", "Acme"];
    let live = "project-live-1";
    let run = stytch_api(write).project(live).env("STYTCH_BASE_URL", &server.url());
    let message = run.run().failure(2);
    for expected in ["b2b.organizations.create", live, &server.url()[7..], "--yes"] {
        assert!(message.contains(expected), "{message}");
    }
    assert!(server.requests().is_empty());

    let run = stytch_api(write).arguments(&["--yes"]).project(live);
    run.env("STYTCH_BASE_URL", &server.url()).run().success();
    stytch_api(write).project(PROJECT_ID).env("STYTCH_BASE_URL", &server.url()).run().success();
    for read in
        [&["b2b.organizations.search"][..], &["b2b.organizations.get", "--organization-id=a"]]
    {
        let run = stytch_api([]).arguments(read).project(live);
        run.env("STYTCH_BASE_URL", &server.url()).run().success();
    }
    assert_eq!(server.requests().len(), 4);
}
