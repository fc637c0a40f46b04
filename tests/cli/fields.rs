//! The options that set fields, and where their values are read.

use std::fs;

use serde_json::{Value, json};
use stytch_tests::MockResponse;

use crate::program::{Finished, Run, serve, stytch_api};

const SECRET: &str = "BTGNX5RKJRMQWQFRQKTG34JCF6XDRHZS";
const CODES: [&str; 2] = ["ckss-2skx-ebow", "spbc-424h-usy0"];

/// Runs the program against a server, and returns the body that it sends.
fn sent(run: Run) -> (Finished, Value) {
    let (_runtime, server) = serve([MockResponse::json(r#"{"organization_name": "a"}"#)]);
    let finished = run.at(&server.url()).run();
    let requests = server.requests();
    assert_eq!(requests.len(), 1, "{finished:#?}");
    let body = serde_json::from_str(&requests[0].body).expect("a JSON body");
    (finished, body)
}

fn create(options: &[&str]) -> Run {
    stytch_api(["b2b", "organizations", "create"]).arguments(options)
}

fn search(options: &[&str]) -> Run {
    stytch_api(["b2b", "organizations", "search"]).arguments(options)
}

fn migrate(options: &[&str]) -> Run {
    stytch_api(["b2b", "totps", "migrate", "--organization-id", "o", "--member-id", "m"])
        .arguments(options)
}

#[test]
fn lists_are_repeated_options() {
    let domains = ["--email-allowed-domains", "a.example", "--email-allowed-domains=b.example"];
    let (_, body) = sent(create(&["--organization-name", "Acme"]).arguments(&domains));
    assert_eq!(body["email_allowed_domains"], json!(["a.example", "b.example"]));
    let (_, body) = sent(create(&["--organization-name", "Acme", "--email-allowed-domains", "[]"]));
    assert_eq!(body["email_allowed_domains"], json!([]));
}

#[test]
fn objects_are_json_or_one_option_per_member() {
    let operand = r#"{"filter_name": "organization_slugs", "filter_value": ["acme"]}"#;
    let operands = json!([serde_json::from_str::<Value>(operand).expect("JSON")]);
    let expected = json!({"query": {"operator": "AND", "operands": operands}});
    let whole = expected["query"].to_string();
    let cases: [&[&str]; 3] = [
        &["--query", &whole],
        &["--query.operator", "AND", "--query.operands", operand],
        &["--query.operator", "AND", "--query", &format!("{{\"operands\": [{operand}]}}")],
    ];
    for options in cases {
        assert_eq!(sent(search(options)).1, expected, "{options:?}");
    }
    let twice = search(&["--query", &whole, "--query.operator", "OR"]).run();
    let message = twice.failure(2);
    assert!(message.contains("--query.operator: another option sets the same value"), "{message}");
}

#[test]
fn members_of_maps_have_options() {
    let options = ["--trusted-metadata.plan=pro", "--trusted-metadata.Seats.max", "7"];
    let (_, body) = sent(create(&["--organization-name", "Acme"]).arguments(&options));
    assert_eq!(body["trusted_metadata"], json!({"plan": "pro", "Seats": {"max": 7}}));
    let message = create(&["--organization-name.x", "y"]).run().failure(2);
    assert!(message.contains("--organization-name.x"), "{message}");
}

#[test]
fn unknown_enum_values_are_sent() {
    let (_, body) = sent(create(&["--organization-name", "Acme", "--mfa-policy", "SOMETIMES"]));
    assert_eq!(body["mfa_policy"], "SOMETIMES");
    let help = create(&["--help"]).run().success();
    assert!(help.contains("[possible values: REQUIRED_FOR_ALL, OPTIONAL]"), "{help}");
}

#[test]
fn values_are_read_from_files_and_standard_input() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("name");
    fs::write(&file, "Acme\n").expect("a file");
    let at_file = format!("@{}", file.display());
    for (name, input, expected) in
        [(&*at_file, "", "Acme"), ("-", "Acme", "Acme"), ("@@acme", "", "@acme")]
    {
        let (_, body) = sent(create(&["--organization-name", name]).input(input));
        assert_eq!(body["organization_name"], expected);
    }
    let twice = create(&["--organization-name", "-", "--organization-slug", "-"]).input("a");
    let message = twice.run().failure(2);
    assert!(message.contains("standard input was read for another option"), "{message}");
}

#[test]
fn booleans_are_flags() {
    let migrate = |flag: &str| {
        let run = stytch_api(["consumer", "passwords", "migrate", "--email", "ada@example.com"]);
        let hash = ["--hash-env", "HASH", "--hash-type", "bcrypt"];
        run.arguments(&hash).arguments(&[flag]).env("HASH", "$2b$12$something")
    };
    for (flag, expected) in [
        ("--set-email-verified", true),
        ("--set-email-verified=true", true),
        ("--set-email-verified=false", false),
    ] {
        assert_eq!(sent(migrate(flag)).1["set_email_verified"], expected, "{flag}");
    }
    let message = migrate("--set-email-verified=yes").run().failure(2);
    assert!(message.contains("--set-email-verified: expected boolean"), "{message}");
}

#[test]
fn secrets_are_read_from_files_and_variables() {
    let folder = tempfile::tempdir().expect("a folder");
    let (secret, codes) = (folder.path().join("secret"), folder.path().join("codes"));
    fs::write(&secret, format!("{SECRET}\n")).expect("a file");
    fs::write(&codes, format!("{}\n\n{}\n", CODES[0], CODES[1])).expect("a file");
    let (secret, codes) = (secret.to_str().expect("a path"), codes.to_str().expect("a path"));
    let at_secret = format!("@{secret}");
    let list = CODES.join("\n");
    for options in [
        ["--secret-file", secret, "--recovery-codes-file", codes],
        ["--secret-env", "TOTP", "--recovery-codes-env", "CODES"],
        ["--secret", &at_secret, "--recovery-codes-file", "-"],
        ["--secret-file", "-", "--recovery-codes-env", "CODES"],
    ] {
        let input = if options[3] == "-" { &*list } else { SECRET };
        let run = migrate(&options).env("TOTP", SECRET).env("CODES", &list).input(input);
        let (finished, body) = sent(run);
        assert_eq!(body["secret"], SECRET, "{options:?}");
        assert_eq!(body["recovery_codes"], json!(CODES), "{options:?}");
        assert!(!finished.stderr.contains("warning"), "{finished:#?}");
    }
}

#[test]
fn a_secret_on_the_command_line_is_a_warning() {
    let options = ["--secret", SECRET, "--recovery-codes", CODES[0]];
    let (finished, body) = sent(migrate(&options));
    assert_eq!(body["secret"], SECRET);
    assert_eq!(finished.stderr.matches("warning: ").count(), 2, "{finished:#?}");
    assert!(finished.stderr.contains("use --secret-file or --secret-env"), "{finished:#?}");
    assert!(!finished.stderr.contains(SECRET) && !finished.stderr.contains(CODES[0]));
}

#[test]
fn a_secret_in_a_body_on_the_command_line_is_a_warning() {
    let body = json!({"organization_id": "o", "member_id": "m", "secret": SECRET}).to_string();
    for (given, warnings) in [(&*body, 1), ("-", 0)] {
        let run = stytch_api(["b2b.totps.migrate", "--json", given]).input(&body);
        let (finished, sent) = sent(run);
        assert_eq!(sent["secret"], SECRET);
        assert_eq!(finished.stderr.matches("warning: ").count(), warnings, "{finished:#?}");
    }
}

#[test]
fn members_of_a_flattened_field_are_beside_the_other_fields() {
    let (_runtime, server) = serve([MockResponse::json(r#"{"access_token": "a"}"#)]);
    let options = ["--client-id", "c", "--client-secret-env", "SECRET"];
    let more = ["--grant-type", "client_credentials", "--parameters.audience-env", "AUDIENCE"];
    let run = stytch_api(["b2b", "m2m", "token", "--project-id", "project-test-1"]);
    let run = run.arguments(&options).arguments(&more).env("SECRET", SECRET).env("AUDIENCE", "api");
    let finished = run.at(&server.url()).run();
    assert!(!finished.stderr.contains("warning"), "{finished:#?}");
    let request = server.request();
    assert_eq!(request.target, "/v1/public/project-test-1/oauth2/token");
    assert!(request.body.contains("&audience=api"), "{}", request.body);
}

#[test]
fn no_failure_prints_a_secret() {
    let echo = format!(
        r#"{{"status_code": 400, "error_type": "bad", "error_message": "{SECRET} is {}"}}"#,
        CODES[0]
    );
    let (_runtime, server) = serve([MockResponse::status(400, echo)]);
    let cases: [(&[&str], i32); 8] = [
        (&["--secret", SECRET, "--recovery-codes", CODES[0]], 1),
        (&["--secret", SECRET, CODES[0]], 2),
        (&["--secret", SECRET, "--recovery-code", CODES[0]], 2),
        (&["--secret-file", SECRET], 2),
        (&["--secret-env", SECRET], 2),
        (&["--secret", SECRET, "--secret-env", "PATH"], 2),
        (&["--secret", SECRET, "--secret", CODES[0]], 2),
        (&["--secret", SECRET, &format!("--yes={SECRET}")], 2),
    ];
    for (options, status) in cases {
        for format in ["text", "json"] {
            let run = migrate(options).arguments(&["--error-format", format]).at(&server.url());
            let finished = run.run();
            let printed = format!("{}{}", finished.stdout, finished.stderr);
            for secret in [SECRET, CODES[0]] {
                assert!(!printed.contains(secret), "{options:?}: {printed}");
            }
            finished.failure(status);
        }
    }
}
