//! The examples, run as a person runs them.

use std::process::{Command, Output};

use stytch_tests::{Answer, PROJECT_ID, PROJECT_SECRET, Server};

/// `cargo run --example migrate_totp --features sandbox -- ARGUMENTS`.
fn migrate_totp(arguments: &[&str], environment: &[(&str, &str)]) -> Output {
    Command::new(env!("CARGO"))
        .args(["run", "--quiet", "-p", "stytch-api", "--example", "migrate_totp"])
        .args(["--all-features", "--"])
        .args(arguments)
        .env_remove("STYTCH_PROJECT_ID")
        .env_remove("STYTCH_SECRET")
        .env_remove("STYTCH_BASE_URL")
        .envs(environment.iter().copied())
        .output()
        .expect("cargo")
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
fn migrate_totp_tells_its_story_without_an_account() {
    let output = migrate_totp(&[], &[]);
    let told = text(&output.stdout);
    assert!(output.status.success(), "{told}{}", text(&output.stderr));
    for expected in [
        "registration:    member-totp-test-",
        "10 of 10 kept",
        "10 minted",
        "logs her in as member-test-",
        "The recovery code ckss-2skx-ebow logs her in too; 9 are left.",
    ] {
        assert!(told.contains(expected), "{expected:?} is not told:\n{told}");
    }
    assert!(!told.contains(MIGRATION[5]), "{told}");
}

#[test]
fn migrate_totp_helps() {
    let output = migrate_totp(&["--help"], &[]);
    assert!(output.status.success());
    assert!(text(&output.stdout).contains("STYTCH_PROJECT_ID"));
}

#[test]
fn migrate_totp_refuses_what_it_cannot_do() {
    let cases: [(&[&str], &str, i32); 4] = [
        (&["--secret", "X"], "--organization-id is missing", 2),
        (&["--sekret", "X"], "--sekret", 2),
        (&["stray"], "an argument stands without its option", 2),
        (&MIGRATION, "STYTCH_PROJECT_ID is not set", 1),
    ];
    for (arguments, expected, code) in cases {
        let output = migrate_totp(arguments, &[]);
        let said = text(&output.stderr);
        assert_eq!(output.status.code(), Some(code), "{said}");
        assert!(said.contains(expected), "{said}");
    }
}

#[test]
fn migrate_totp_calls_stytch_once_and_asks_before_it_changes_a_live_project() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let answer = r#"{"member_id":"ada","totp_registration_id":"totp-1","recovery_codes":["abcd"]}"#;
    let server = runtime.block_on(Server::start([Answer::json(answer)]));
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
    let told = text(&output.stdout);
    assert!(told.contains("totp-1") && told.contains("    abcd"), "{told}");
    let request = server.request();
    assert_eq!(request.target, "/v1/b2b/totp/migrate");
    assert!(request.body.ends_with(r#""recovery_codes":["ckss-2skx-ebow"]}"#), "{}", request.body);

    let arguments = [&MIGRATION[..], &["--yes"]].concat();
    assert!(migrate_totp(&arguments, &environment("project-live-1")).status.success());
    assert_eq!(server.requests().len(), 2);
}
