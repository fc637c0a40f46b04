//! The program on a terminal: questions and colors.

use std::process::Command;

use rexpect::{
    process::WaitStatus,
    session::{Options, PtySession, spawn_with_options},
};
use stytch_tests::{MockResponse, PROJECT_SECRET, Server};

use crate::program::{binary, serve};

/// How long a step may take, in milliseconds.
const TIMEOUT: u64 = 60_000;

/// The escape sequence that starts a color.
const ESCAPE: &str = "\u{1b}[";

/// Starts the program on a terminal.
fn start(arguments: &[&str], server: &Server, variables: &[(&str, &str)]) -> PtySession {
    let mut command = Command::new(binary());
    command
        .args(arguments)
        .env("STYTCH_PROJECT_ID", "project-live-1")
        .env("STYTCH_SECRET", PROJECT_SECRET)
        .env("STYTCH_BASE_URL", server.url())
        .env("TERM", "xterm-256color")
        .env_remove("NO_COLOR")
        .envs(variables.iter().copied());
    let options = Options::new().timeout_ms(Some(TIMEOUT));
    spawn_with_options(command, options).expect("a terminal")
}

/// Returns the exit status of the program.
fn status(session: &PtySession) -> i32 {
    match session.process().wait().expect("an exit status") {
        WaitStatus::Exited(_, status) => status,
        other => panic!("the program ended with {other:?}"),
    }
}

#[test]
fn a_write_to_a_live_project_is_asked_for() {
    let response = MockResponse::json(r#"{"organization": {"organization_name": "Acme"}}"#);
    let (_runtime, server) = serve([response]);
    let create = ["b2b", "organizations", "create", "--organization-name", "Acme"];
    for reply in ["n", ""] {
        let mut session = start(&create, &server, &[]);
        let asked = session.exp_string("Continue? [y/N] ").expect("a question");
        for expected in ["b2b.organizations.create", "project-live-1", &server.url()[7..]] {
            assert!(asked.contains(expected), "{asked}");
        }
        session.send_line(reply).expect("a running program");
        session.exp_string("not confirmed; nothing was sent").expect("an error");
        session.exp_eof().expect("an end");
        assert_eq!(status(&session), 2);
    }
    assert!(server.requests().is_empty());

    let mut session = start(&create, &server, &[]);
    session.exp_string("Continue? [y/N] ").expect("a question");
    session.send_line("y").expect("a running program");
    session.exp_string("\"organization_name\": \"Acme\"").expect("the response");
    session.exp_eof().expect("an end");
    assert_eq!(status(&session), 0);
    assert_eq!(server.requests().len(), 1);
}

#[test]
fn colors_are_for_terminals_only() {
    let (_runtime, server) = serve([MockResponse::json("{}")]);
    let mut session = start(&["--help"], &server, &[]);
    let colored = session.exp_eof().expect("an end");
    assert!(colored.contains(ESCAPE) && colored.contains("verify-jwt"), "{colored}");

    let mut session = start(&["--help"], &server, &[("NO_COLOR", "1")]);
    let plain = session.exp_eof().expect("an end");
    assert!(!plain.contains(ESCAPE) && plain.contains("verify-jwt"), "{plain}");

    let piped = crate::program::stytch_api(["--help"]).run().success();
    assert!(!piped.contains(ESCAPE) && piped.contains("verify-jwt"), "{piped}");
}
