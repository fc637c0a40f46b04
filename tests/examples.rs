//! Runs the examples as a user runs them: their output, their exit status and their messages.

use std::{
    io::Write as _,
    process::{Command, Output, Stdio},
};

use stytch_tests::{MockResponse, PROJECT_ID, PROJECT_SECRET, Server};

/// Runs `cargo run --example EXAMPLE --all-features -- ARGUMENTS` with `input` as its standard input.
fn run(
    package: &str,
    example: &str,
    arguments: &[&str],
    environment: &[(&str, &str)],
    input: &str,
) -> Output {
    let mut child = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "-p", package, "--example", example, "--all-features", "--"])
        .args(arguments)
        .env_remove("STYTCH_PROJECT_ID")
        .env_remove("STYTCH_SECRET")
        .env_remove("STYTCH_BASE_URL")
        .envs(environment.iter().copied())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("cargo starts");
    let mut stdin = child.stdin.take().expect("a piped standard input");
    // An example that does not read its input may have exited already.
    let _ = stdin.write_all(input.as_bytes());
    drop(stdin);
    child.wait_with_output().expect("the output of the example")
}

fn migrate_totp(arguments: &[&str], environment: &[(&str, &str)]) -> Output {
    run("stytch-api", "migrate_totp", arguments, environment, "")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

const MIGRATION: [&str; 6] = [
    "--organization-id",
    "acme",
    "--member-id",
    "ada",
    "--secret",
    "BTGNX5RKJRMQWQFRQKTG34JCF6XDRHZS",
];

#[test]
fn migrate_totp_runs_without_an_account() {
    let output = migrate_totp(&[], &[]);
    let printed = text(&output.stdout);
    assert!(output.status.success(), "{printed}{}", text(&output.stderr));
    for expected in [
        "registration:    member-totp-test-",
        "10 of 10 kept",
        "10 generated",
        "Logged in as member-test-",
        "Logged in with the recovery code ckss-2skx-ebow; 9 codes are left.",
    ] {
        assert!(printed.contains(expected), "{expected:?} is not printed:\n{printed}");
    }
    assert!(!printed.contains(MIGRATION[5]), "{printed}");
}

#[test]
fn migrate_totp_prints_help() {
    let output = migrate_totp(&["--help"], &[]);
    assert!(output.status.success());
    assert!(text(&output.stdout).contains("STYTCH_PROJECT_ID"));
}

#[test]
fn migrate_totp_rejects_invalid_arguments() {
    let cases: [(&[&str], &str, i32); 4] = [
        (&["--secret", "X"], "missing option --organization-id", 2),
        (&["--sekret", "X"], "--sekret", 2),
        (&["stray"], "unexpected argument", 2),
        (&MIGRATION, "STYTCH_PROJECT_ID is not set", 1),
    ];
    for (arguments, expected, code) in cases {
        let output = migrate_totp(arguments, &[]);
        let message = text(&output.stderr);
        assert_eq!(output.status.code(), Some(code), "{message}");
        assert!(message.contains(expected), "{message}");
        assert!(!message.contains("stray"), "the argument may be a secret: {message}");
    }
}

#[test]
fn migrate_totp_calls_a_live_project_only_with_yes() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let response =
        r#"{"member_id":"ada","totp_registration_id":"totp-1","recovery_codes":["abcd"]}"#;
    let server = runtime.block_on(Server::start([MockResponse::json(response)]));
    let url = server.url();
    let environment = |project_id| {
        [
            ("STYTCH_PROJECT_ID", project_id),
            ("STYTCH_SECRET", PROJECT_SECRET),
            ("STYTCH_BASE_URL", &url),
        ]
    };
    let output = migrate_totp(&MIGRATION, &environment("project-live-1"));
    assert!(text(&output.stderr).contains("--yes"));
    assert!(server.requests().is_empty());

    let arguments = [&MIGRATION[..], &["--recovery-code", "ckss-2skx-ebow"]].concat();
    let output = migrate_totp(&arguments, &environment(PROJECT_ID));
    assert!(output.status.success(), "{}", text(&output.stderr));
    let printed = text(&output.stdout);
    assert!(printed.contains("totp-1") && printed.contains("    abcd"), "{printed}");
    let request = server.request();
    assert_eq!(request.target, "/v1/b2b/totp/migrate");
    assert!(request.body.ends_with(r#""recovery_codes":["ckss-2skx-ebow"]}"#), "{}", request.body);

    let arguments = [&MIGRATION[..], &["--yes"]].concat();
    assert!(migrate_totp(&arguments, &environment("project-live-1")).status.success());
    assert_eq!(server.requests().len(), 2);
}

#[test]
fn protected_server_accepts_only_valid_sessions() {
    let output = run("stytch-tests", "protected_server", &[], &[], "");
    let printed = text(&output.stdout);
    assert!(output.status.success(), "{printed}{}", text(&output.stderr));
    let expected = "\
        valid session: 200 OK\n\
        expired session: 401 Unauthorized\n\
        forged session: 401 Unauthorized\n\
        valid session without the permission: 403 Forbidden\n\
        no session: 401 Unauthorized\n\
        fetches of the public keys: 1\n";
    assert_eq!(printed, expected);

    let output = run("stytch-tests", "protected_server", &["--sreve"], &[], "");
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("`--serve`"));
}

#[test]
fn login_server_completes_only_valid_logins() {
    let output = run("stytch-tests", "login_server", &[], &[], "");
    let printed = text(&output.stdout);
    assert!(output.status.success(), "{printed}{}", text(&output.stderr));
    let responses: Vec<_> = printed.lines().map(|line| line.split("member-").next()).collect();
    let organizations = r#"choose an Organization of ["acme", "globex"], or create one"#;
    let discovered = format!("GET /authenticate: 200 OK {organizations}");
    let expected = [
        "-- magic link and second factor",
        "POST /login: 202 Accepted ",
        "GET /authenticate: 401 Unauthorized enter the code",
        "POST /second-factor: 200 OK logged in as ",
        "GET /me: 200 OK you are ",
        "POST /logout: 200 OK logged out",
        "GET /me: 401 Unauthorized ",
        "-- discovery",
        "POST /discovery: 202 Accepted ",
        &discovered,
        "POST /discovery/choose: 200 OK logged in as ",
        // The intermediate session is used up.
        "POST /discovery/choose: 401 Unauthorized ",
        "GET /me: 200 OK you are ",
        "POST /logout: 200 OK logged out",
        "-- OAuth and SSO",
        "GET /discovery/oauth: 303 See Other ",
        &discovered,
        "POST /discovery/create: 200 OK logged in as ",
        "GET /oauth/globex: 303 See Other ",
        "GET /authenticate: 200 OK logged in as ",
        "GET /sso/globex: 303 See Other ",
        "GET /authenticate: 200 OK logged in as ",
        "-- password",
        "POST /password/forgot: 202 Accepted ",
        "GET /authenticate: 200 OK enter a new password",
        "POST /password/reset: 400 Bad Request weak_password",
        "POST /password/reset: 200 OK logged in as ",
        "POST /logout: 200 OK logged out",
        // A wrong password.
        "POST /password: 401 Unauthorized ",
        "POST /password: 200 OK logged in as ",
        "GET /me: 200 OK you are ",
    ];
    assert_eq!(responses, expected.map(Some));
    // The reasons of the rejections.
    let errors = text(&output.stderr);
    for error_type in ["intermediate_session_not_found", "unauthorized_credentials"] {
        assert!(errors.contains(error_type), "no {error_type}:\n{errors}");
    }
}

#[test]
fn layers_count_responses() {
    let output = run("stytch-tests", "layers", &[], &[], "");
    let printed = text(&output.stdout);
    assert!(output.status.success(), "{printed}{}", text(&output.stderr));
    assert_eq!(printed, "status 200: 2\nstatus 404: 1\n");
}

#[test]
fn recorded_session_is_replayed_without_a_server() {
    let output = run("stytch-tests", "record_and_replay", &[], &[], "");
    let printed = text(&output.stdout);
    assert!(output.status.success(), "{printed}{}", text(&output.stderr));
    assert!(printed.starts_with("recorded 2 calls: Acme\nreplayed: Acme\n"), "{printed}");
    assert!(printed.ends_with(": a layer failed: the session has ended\n"), "{printed}");
}

#[test]
fn sandbox_rejects_invalid_arguments() {
    let cases: [(&[&str], &str); 5] = [
        (&["--bind", "localhost"], "invalid IP address"),
        (&["--port", "65536"], "number too large"),
        (&["--port"], "missing argument"),
        (&["8080"], "unexpected argument"),
        // No address of this machine.
        (&["--bind", "192.0.2.1"], "failed to start the sandbox"),
    ];
    for (arguments, expected) in cases {
        let output = run("stytch-api", "sandbox", arguments, &[], "");
        let message = text(&output.stderr);
        assert!(!output.status.success() && message.contains(expected), "{message}");
    }
    let help = run("stytch-api", "sandbox", &["--help"], &[], "");
    assert!(help.status.success() && text(&help.stdout).contains("DANGER"));
}
