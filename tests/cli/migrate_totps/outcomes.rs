//! What becomes of the rows of a file.

use std::time::{Duration, SystemTime};

use stytch_api::{b2b::totps::CreateRequest, sandbox::Fault};

use super::fixture::{Fixture, authenticator, secret};

#[tokio::test]
async fn every_member_logs_in_with_the_migrated_authenticator() {
    let fixture = Fixture::new(20).await;
    fixture.write_rows("rows.csv");
    let arguments = "rows.csv --encoding base32 --journal journal --report report.csv";
    let run = fixture.run(arguments, 0);
    assert!(run.stdout.starts_with("20 rows processed\n       20 done\n"), "{}", run.stdout);
    assert!(run.stderr.contains("20 rows without recovery codes"), "{}", run.stderr);
    for number in 0..20 {
        fixture.log_in(number).await;
        let outcome = fixture.outcomes("report.csv")[&fixture.key(number)].0.clone();
        assert_eq!(outcome, "done");
    }
    fixture.assert_no_secret(&fixture.read("journal"));

    // Without the journal, each Member would be found to have one.
    let run = fixture.run(arguments, 0);
    assert!(run.stdout.contains("20 skipped"), "{}", run.stdout);
    assert_eq!(fixture.sent(), 20);
}

#[tokio::test]
async fn members_are_named_by_id_external_id_or_email_address() {
    let fixture = Fixture::new(3).await;
    let organization = &fixture.organization_id;
    let member_id = &fixture.members[0].member_id;
    let rows = format!(
        "organization_id,member_id,email_address,secret\n\
         {organization},{member_id},,{}\n\
         {organization},external-1,,{}\n\
         {organization},,MEMBER-2@acme.example,{}\n",
        secret(0),
        secret(1),
        secret(2),
    );
    fixture.write("rows.csv", &rows);
    fixture.run("rows.csv --encoding base32", 0);
    for number in 0..3 {
        fixture.log_in(number).await;
    }
}

#[tokio::test]
async fn a_dry_run_looks_members_up_and_migrates_none() {
    let fixture = Fixture::new(2).await;
    fixture.write_rows("rows.csv");
    let unknown = format!("{},nobody@acme.example,{}", fixture.organization_id, secret(7));
    fixture.write("rows.csv", &format!("{}{unknown}\n", fixture.read("rows.csv")));
    let create = CreateRequest::new(&fixture.organization_id, &fixture.members[1].member_id);
    fixture.client.b2b().totps().create(create).await.expect("an authenticator");

    let arguments = "rows.csv --encoding base32 --dry-run --journal journal --report report.csv";
    let run = fixture.run(arguments, 3);
    assert!(
        run.stdout.contains("1 eligible; a run without --dry-run sends them"),
        "{}",
        run.stdout
    );
    assert!(run.stdout.contains("2 rejected, and not sent"), "{}", run.stdout);
    assert!(run.stdout.contains("1 has an authenticator\n"), "{}", run.stdout);
    let outcomes = fixture.outcomes("report.csv");
    assert_eq!(outcomes[&fixture.key(0)].0, "eligible");
    let (outcome, cause) = &outcomes[&fixture.key(1)];
    assert_eq!(outcome, "rejected");
    assert!(cause.starts_with("has an authenticator: "), "{cause}");
    let unknown = format!("{}/nobody@acme.example", fixture.organization_id);
    assert!(outcomes[&unknown].1.starts_with("member_not_found: "), "{outcomes:?}");
    assert_eq!(fixture.sent(), 0);
    assert!(!fixture.path("journal").exists());
    assert!(!fixture.has_authenticator(0).await);
}

#[tokio::test]
async fn a_member_who_has_an_authenticator_is_left_unchanged() {
    let fixture = Fixture::new(2).await;
    fixture
        .write("first.csv", &format!("organization_id,email_address,secret\n{}\n", fixture.row(0)));
    fixture.run("first.csv --encoding base32", 0);
    let other = fixture.row(0).replace(&secret(0), &secret(8));
    let rows = format!("organization_id,email_address,secret\n{other}\n{}\n", fixture.row(1));
    fixture.write("rows.csv", &rows);
    let run = fixture.run("rows.csv --encoding base32 --report report.csv", 3);
    assert!(run.stdout.contains("1 done") && run.stdout.contains("1 rejected"), "{}", run.stdout);
    assert!(fixture.outcomes("report.csv")[&fixture.key(0)].1.starts_with("has an authenticator"));
    assert_eq!(fixture.sent(), 2);
    fixture.log_in(0).await;
    fixture.log_in(1).await;
}

#[tokio::test]
async fn the_rule_decides_which_authenticator_of_a_person_is_migrated() {
    let fixture = Fixture::new(2).await;
    let other = fixture.row(0).replace(&secret(0), &secret(8));
    let rows = format!("{}\n{}\n{other}\n", fixture.row(0), fixture.row(1));
    fixture.write("rows.csv", &format!("organization_id,email_address,secret\n{rows}"));
    let run = fixture.run("rows.csv --encoding base32", 2);
    let listed = format!("{}: line 4, after line 2", fixture.key(0));
    assert!(run.stderr.contains(&listed), "{}", run.stderr);
    assert!(run.stderr.contains("--on-duplicate first"), "{}", run.stderr);
    assert_eq!(
        fixture.sandbox.requests().len(),
        3,
        "only the Organization and Members were created"
    );

    let run = fixture.run("rows.csv --encoding base32 --on-duplicate last --report report.csv", 3);
    let loses = "that of line 2 is not migrated, but that of line 4 is";
    assert!(run.stderr.contains(loses), "{}", run.stderr);
    assert!(fixture.read("report.csv").contains(loses));
    assert_eq!(fixture.sent(), 2);
    fixture.log_in_with(0, &authenticator(8)).await;
    fixture.log_in(1).await;
}

#[tokio::test]
async fn two_names_of_one_member_are_duplicates() {
    let fixture = Fixture::new(1).await;
    let organization = &fixture.organization_id;
    let rows = format!(
        "organization_id,member_id,email_address,secret\n\
         {organization},external-0,,{0}\n{organization},,member-0@acme.example,{0}\n",
        secret(0)
    );
    fixture.write("rows.csv", &rows);
    let run = fixture.run("rows.csv --encoding base32 --concurrency 1", 3);
    assert!(run.stderr.contains("external-0 names the same Member"), "{}", run.stderr);
    assert_eq!(fixture.sent(), 1);
    fixture.log_in(0).await;
}

#[tokio::test]
async fn an_authenticator_that_stytch_cannot_verify_is_not_migrated() {
    let fixture = Fixture::new(4).await;
    let rows = format!(
        "organization_id,email_address,secret,algorithm,digits,period\n\
         {},SHA1,6,30\n{},SHA256,6,30\n{},SHA1,8,30\n{},SHA1,6,60\n",
        fixture.row(0),
        fixture.row(1),
        fixture.row(2),
        fixture.row(3),
    );
    fixture.write("rows.csv", &rows);
    let run = fixture.run("rows.csv --encoding base32 --report report.csv", 3);
    for cause in ["unsupported algorithm", "unsupported digits", "unsupported period"] {
        assert!(run.stdout.contains(&format!("1 {cause}\n")), "{}", run.stdout);
    }
    let (outcome, cause) = fixture.outcomes("report.csv")[&fixture.key(1)].clone();
    assert_eq!(outcome, "rejected");
    assert!(cause.contains("only SHA-1 can be migrated (line 3)"), "{cause}");
    assert_eq!(fixture.sent(), 1);
    fixture.log_in(0).await;
    // A pilot leaves them out.
    let run = fixture.run("rows.csv --encoding base32 --limit 1 --dry-run", 3);
    assert!(run.stdout.starts_with("1 row processed"), "{}", run.stdout);
}

#[tokio::test]
async fn a_known_code_shows_that_the_secret_is_right() {
    let fixture = Fixture::new(3).await;
    let at = SystemTime::UNIX_EPOCH + Duration::from_secs(1_770_000_000);
    let code = |number| authenticator(number).code(at).expose().to_owned();
    let rows = format!(
        "organization_id,email_address,secret,code\n{},{}\n{},{}\n{},\n",
        fixture.row(0),
        code(0),
        fixture.row(1),
        code(2),
        fixture.row(2),
    );
    fixture.write("rows.csv", &rows);
    let run = fixture.run("rows.csv --encoding base32 --verify-column code", 2);
    assert!(run.stderr.contains("--verify-at"), "{}", run.stderr);
    let arguments = "rows.csv --encoding base32 --verify-column code --report report.csv";
    let run = fixture.run(&format!("{arguments} --verify-at 2026-02-02T02:40:00Z"), 3);
    assert!(run.stdout.contains("1 verification failed\n"), "{}", run.stdout);
    let outcomes = fixture.outcomes("report.csv");
    assert_eq!(outcomes[&fixture.key(0)].0, "done");
    assert!(outcomes[&fixture.key(1)].1.starts_with("verification failed: "), "{outcomes:?}");
    assert!(!fixture.has_authenticator(1).await);
    // A row without a code is migrated without a verification.
    assert_eq!(outcomes[&fixture.key(2)].0, "done");
    assert!(!run.stderr.contains(&code(2)), "{}", run.stderr);
}

#[tokio::test]
async fn a_lookup_that_fails_rejects_its_row() {
    let fixture = Fixture::new(1).await;
    fixture.write_rows("rows.csv");
    for _ in 0..3 {
        fixture.sandbox.fail_next(Fault::InternalServerError);
    }
    let run = fixture.run("rows.csv --encoding base32 --journal journal", 3);
    assert!(run.stdout.contains("1 internal_server_error\n"), "{}", run.stdout);
    assert_eq!(fixture.sent(), 0);
    // The next run looks it up again.
    fixture.run("rows.csv --encoding base32 --journal journal", 0);
    fixture.log_in(0).await;
}

#[tokio::test]
async fn a_file_that_cannot_be_parsed_loses_no_row() {
    let fixture = Fixture::new(1).await;
    let row = fixture.row(0);
    fixture.write("rows.csv", &format!("organization_id,email_address,secret\n{row}\n\"{row}\n"));
    let run = fixture.run("rows.csv --encoding base32", 2);
    assert!(
        run.stderr.contains("line 3: a quote is not closed; nothing was sent"),
        "{}",
        run.stderr
    );
    let run = fixture.run("rows.csv", 2);
    assert!(run.stderr.contains("--encoding"), "{}", run.stderr);
    assert_eq!(fixture.sent(), 0);
}

#[tokio::test]
async fn a_live_project_must_be_confirmed() {
    let fixture = Fixture::new(1).await;
    fixture.write_rows("rows.csv");
    let run = fixture.prepare("rows.csv --encoding base32").project("project-live-1").run();
    let message = run.failure(2);
    assert!(message.contains("pass --yes to confirm it; nothing was sent"), "{message}");
}
