//! The formats of files.

use serde_json::{Value, json};

use super::fixture::{Fixture, authenticator, secret};

/// The arguments for the file of a provider.
fn arguments(fixture: &Fixture, format: &str, more: &str) -> String {
    format!("users.json --format {format} --organization {}{more}", fixture.organization_id)
}

#[tokio::test]
async fn an_export_of_keycloak_is_migrated() {
    let fixture = Fixture::new(2).await;
    let credential = |number: usize| {
        let data = json!({"subType": "totp", "digits": 6, "period": 30, "algorithm": "HmacSHA1"});
        let secret = json!({"value": format!("key of member {number:06}")});
        json!({"type": "otp", "credentialData": data.to_string(), "secretData": secret.to_string()})
    };
    let user = |number: usize| {
        json!({"id": format!("external-{number}"), "username": "ada",
               "email": format!("member-{number}@acme.example"), "credentials": [credential(number)]})
    };
    let realm =
        json!({"realm": "acme", "users": [user(0), user(1), {"username": "no-credential"}]});
    fixture.write("users.json", &realm.to_string());
    let run = fixture.run(&arguments(&fixture, "keycloak", ""), 0);
    assert!(run.stdout.contains("2 done"), "{}", run.stdout);
    fixture.log_in(0).await;
    fixture.log_in(1).await;
}

#[tokio::test]
async fn users_of_auth0_are_named_by_their_ids() {
    let fixture = Fixture::new(1).await;
    let users = json!([{"user_id": "external-0", "email": "old@acme.example",
                        "mfa_factors": [{"totp": {"secret": secret(0)}}]}]);
    fixture.write("users.json", &users.to_string());
    fixture.run(&arguments(&fixture, "auth0", " --match-by id"), 0);
    fixture.log_in(0).await;
}

#[tokio::test]
async fn devices_of_django_otp_bring_their_recovery_codes() {
    let fixture = Fixture::new(1).await;
    // `printf 'key of member 000000' | od -An -tx1`.
    let key = "6b6579206f66206d656d62657220303030303030";
    let dump = json!([
        {"model": "auth.user", "pk": 1, "fields": {"username": "ada", "email": "member-0@acme.example"}},
        {"model": "otp_totp.totpdevice", "pk": 3, "fields": {"user": 1, "confirmed": true, "key": key,
            "step": 30, "t0": 0, "digits": 6, "tolerance": 1, "drift": 0, "last_t": 1}},
        {"model": "otp_static.staticdevice", "pk": 5, "fields": {"user": 1}},
        {"model": "otp_static.statictoken", "pk": 8, "fields": {"device": 5, "token": "mzxw6ytb"}},
    ]);
    fixture.write("users.json", &dump.to_string());
    let run = fixture.run(&arguments(&fixture, "django-otp", ""), 0);
    assert!(!run.stderr.contains("without recovery codes"), "{}", run.stderr);
    fixture.log_in(0).await;
}

#[tokio::test]
async fn users_of_fusionauth_are_migrated() {
    let fixture = Fixture::new(1).await;
    let users = json!({"users": [{"id": "1", "email": "member-0@acme.example", "twoFactor": {
        "methods": [{"method": "authenticator", "secret": "a2V5IG9mIG1lbWJlciAwMDAwMDA=",
                     "authenticator": {"algorithm": "HmacSHA1", "codeLength": 6, "timeStep": 30}}],
        "recoveryCodes": ["3UNHF-6UFGS"],
    }}]});
    fixture.write("users.json", &users.to_string());
    fixture.run(&arguments(&fixture, "fusionauth", ""), 0);
    fixture.log_in(0).await;
}

#[tokio::test]
async fn an_export_of_clerk_has_people_without_authenticators() {
    let fixture = Fixture::new(2).await;
    let text = format!(
        "id,primary_email_address,totp_secret\nuser_1,member-0@acme.example,{}\n\
         user_2,member-1@acme.example,\n",
        secret(0)
    );
    fixture.write("users.csv", &text);
    let organization = &fixture.organization_id;
    let run = fixture.run(&format!("users.csv --format clerk --organization {organization}"), 0);
    assert!(run.stderr.starts_with("1 row without a secret"), "{}", run.stderr);
    fixture.log_in(0).await;
    assert!(!fixture.has_authenticator(1).await);
}

#[tokio::test]
async fn json_lines_and_standard_input_are_read() {
    let fixture = Fixture::new(2).await;
    let uri = |number: usize| format!("otpauth://totp/Acme:ada?secret={}", secret(number));
    let line = |number: usize| -> Value {
        json!({"org": fixture.organization_id, "mfa": {"uri": uri(number)},
               "user": {"mail": format!("member-{number}@acme.example")}})
    };
    let text = format!("{}\n{}\n", line(0), line(1));
    let arguments = "- --format jsonl --encoding otpauth --organization-column org \
                     --email-column user.mail --secret-column mfa.uri";
    let run = fixture.prepare(&arguments.split_whitespace().collect::<Vec<_>>().join(" "));
    run.input(&text).run().success();
    fixture.log_in(0).await;
    fixture.log_in(1).await;
}

#[tokio::test]
async fn several_files_are_one_run() {
    let fixture = Fixture::new(2).await;
    for number in 0..2 {
        let name = format!("{number}.csv");
        let header = "organization_id,email_address,secret";
        fixture.write(&name, &format!("{header}\n{}\n", fixture.row(number)));
    }
    let duplicate = fixture.run("0.csv 1.csv 0.csv --encoding base32", 2);
    assert!(
        duplicate.stderr.contains("0.csv: line 2, after 0.csv: line 2"),
        "{}",
        duplicate.stderr
    );
    fixture.run("0.csv 1.csv --encoding base32", 0);
    fixture.log_in(0).await;
    fixture.log_in_with(1, &authenticator(1)).await;
}

#[tokio::test]
async fn options_that_a_format_does_not_need_are_refused() {
    let fixture = Fixture::new(1).await;
    fixture.write("users.json", "[]");
    let run = fixture.run("users.json --format auth0", 2);
    assert!(run.stderr.contains("--organization"), "{}", run.stderr);
    let run = fixture.run(&arguments(&fixture, "auth0", " --encoding hex"), 2);
    assert!(run.stderr.contains("defines the encoding; omit --encoding"), "{}", run.stderr);
    fixture.write("users.json", "[{\"TOPSECRET\"");
    let run = fixture.run(&arguments(&fixture, "auth0", ""), 2);
    assert!(run.stderr.contains("line 1: not valid JSON"), "{}", run.stderr);
    assert!(!run.stderr.contains("TOPSECRET"), "{}", run.stderr);
}
