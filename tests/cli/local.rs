//! The commands that call no endpoint, or verify what one returned.

use std::{
    io::{BufRead as _, BufReader},
    process::Stdio,
};

use serde_json::{Value, json};
use stytch_api::{catalog::Catalog, sandbox::Sandbox};

use crate::program::{sandbox, stytch_api};

#[test]
fn list_prints_every_endpoint() {
    let list = stytch_api(["list"]).run().success();
    assert!(list.lines().any(|line| line.starts_with("b2b.totps.migrate ")), "{list}");
    assert_eq!(list.lines().count(), Catalog::stytch().iter().count());
}

#[test]
fn describe_prints_the_fields_of_an_endpoint() {
    let described = stytch_api(["describe", "b2b.organizations.members.get"]).run().success();
    for expected in [
        "b2b.organizations.members.get: GET /v1/b2b/organizations/{organization_id}/member\n",
        "\n  Retried after an ambiguous failure.\n",
        "\n  organization_id: string, in the path, required\n",
        "\n  email_address: string, in the query, optional\n",
        "\n  member: Member\n",
    ] {
        assert!(described.contains(expected), "{expected:?} is not printed:\n{described}");
    }
    assert!(!described.contains("\nMember:\n"), "{described}");
    let words = ["describe", "b2b", "organizations", "members", "get", "--deep"];
    let deep = stytch_api(words).run().success();
    assert!(deep.starts_with(&described) && deep.contains("\nMember:\n"), "{deep}");
    let message = stytch_api(["describe", "b2b.totps.migrat"]).run().failure(2);
    assert!(message.contains("did you mean `b2b.totps.migrate`?"), "{message}");
}

#[test]
fn openapi_prints_the_document() {
    let document = stytch_api(["openapi"]).run().json();
    assert_eq!(document, stytch_api::cli::openapi::document(&Catalog::stytch()));
}

#[test]
fn man_prints_pages() {
    let page = stytch_api(["man"]).run().success();
    assert!(page.contains(".TH stytch-api 1") && page.contains("verify\\-jwt"), "{page}");
    for words in [&["b2b", "totps", "migrate"][..], &["b2b.totps.migrate"]] {
        let page = stytch_api(["man"]).arguments(words).run().success();
        assert!(page.contains(".TH stytch-api-b2b-totps-migrate 1"), "{page}");
        assert!(page.contains("\\-\\-secret\\-file"), "{page}");
    }
    let message = stytch_api(["man", "b2b", "totp"]).run().failure(2);
    assert!(message.contains("has no command `totp`"), "{message}");
}

#[test]
fn sandbox_serves_other_programs() {
    let credentials = ["sandbox", "--project-id", "project-test-1", "--secret", "secret-test-1"];
    let mut server = stytch_api(credentials).command;
    let mut server = server.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("a start");
    let lines = BufReader::new(server.stdout.take().expect("a pipe")).lines();
    let lines: Vec<_> = lines.take(3).map(|line| line.expect("a line")).collect();
    let mut run = stytch_api(["whoami"]);
    for line in &lines {
        let variable = line.strip_prefix("export ").and_then(|line| line.split_once('='));
        let (name, value) = variable.expect("a variable");
        run = run.env(name, value);
    }
    let finished = run.run();
    server.kill().expect("a running server");
    server.wait().expect("an exit status");
    assert_eq!(finished.json()["credentials"], "valid", "{lines:?}");
    assert_eq!(lines[1], "export STYTCH_PROJECT_ID=project-test-1");
    assert_eq!(lines[2], "export STYTCH_SECRET=secret-test-1");
}

#[test]
fn sandbox_rejects_arguments_that_it_cannot_use() {
    let other = sandbox();
    let address = other.url().strip_prefix("http://").expect("a plain URL");
    let port = address.rsplit(':').next().expect("a port");
    let in_use = format!("cannot listen on {address}: ");
    for (arguments, expected) in [
        (["--port", port], in_use.as_str()),
        // No address of this machine (RFC 5737).
        (["--bind", "192.0.2.1"], "cannot listen on 192.0.2.1:0: "),
        (["--port", "65536"], "65536"),
        (["--project-id", "acme"], "`project-test-`"),
        (["--secret", "two words"], "contains a space"),
    ] {
        let message = stytch_api(["sandbox"]).arguments(&arguments).run().failure(2);
        assert!(message.contains(expected), "{message}");
    }
}

/// Signs claims that are valid until 2100, with the registered ones added.
fn sign(sandbox: &Sandbox, claims: &Value) -> String {
    let project_id = sandbox.project_id();
    let mut all = json!({
        "iss": format!("stytch.com/{project_id}"),
        "aud": [project_id],
        "sub": "subject-test-1",
        "iat": 1_700_000_000,
        "nbf": 1_700_000_000,
        "exp": 4_102_444_800_u64,
    });
    for (name, value) in claims.as_object().expect("claims") {
        all[name] = value.clone();
    }
    sandbox.sign(all.as_object().cloned().expect("claims")).expose().to_owned()
}

#[test]
fn verify_jwt_prints_the_claims_of_each_kind() {
    let sandbox = sandbox();
    let session = json!({"id": "session-test-1", "authentication_factors": []});
    let organization = json!({"organization_id": "organization-test-1", "slug": "acme"});
    for claims in [
        json!({"scope": "read:users"}),
        json!({"https://stytch.com/session": session}),
        json!({"https://stytch.com/session": session, "https://stytch.com/organization": organization}),
    ] {
        let jwt = sign(&sandbox, &claims);
        let run = stytch_api(["verify-jwt"]).sandbox(&sandbox).input(&format!("{jwt}\n"));
        let printed = run.run().json();
        for (name, value) in claims.as_object().expect("claims") {
            assert_eq!(printed[name], *value);
        }
        assert_eq!(printed["sub"], "subject-test-1");
        let run = stytch_api(["verify-jwt", "--env", "JWT"]).env("JWT", &jwt);
        assert_eq!(run.sandbox(&sandbox).run().json(), printed);
    }
}

#[test]
fn verify_jwt_rejects_invalid_tokens_without_printing_them() {
    let sandbox = sandbox();
    let valid = sign(&sandbox, &json!({}));
    let (message, signature) = valid.rsplit_once('.').expect("a signature");
    let changed = if signature.starts_with('A') { "B" } else { "A" };
    let cases = [
        (sign(&sandbox, &json!({"exp": 1_700_000_001})), "expired"),
        (sign(&sandbox, &json!({"aud": ["project-test-x"]})), "not for the project"),
        (sign(&sandbox, &json!({"iss": "https://other.example"})), "issuer"),
        (format!("{message}.{changed}{}", &signature[1..]), "signature"),
        ("hunter2".to_owned(), "it is not a JWT"),
    ];
    for (jwt, expected) in cases {
        let run = stytch_api(["verify-jwt", "-"]).sandbox(&sandbox).input(&jwt);
        let finished = run.run();
        assert_eq!(finished.stdout, "");
        let message = finished.failure(1);
        assert!(message.contains(expected) && !message.contains(&jwt), "{message}");
    }
}
