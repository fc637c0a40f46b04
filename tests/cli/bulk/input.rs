//! The rows: their formats, and rows that are invalid.

use stytch_api::b2b::organizations::members;

use super::fixture::{CREATE, Fixture, email};

#[tokio::test]
async fn members_are_created_from_csv() {
    let fixture = Fixture::new().await;
    let organization = &fixture.organization_id;
    let rows = format!(
        "organization_id,email_address,name,is_breakglass,trusted_metadata,roles\r\n\
         {organization},ada@acme.example,\"Ada, Countess\",TRUE,\"{{\"\"plan\"\": 7}}\",\"[\"\"editor\"\"]\"\r\n\
         \r\n\
         {organization},bob@acme.example,,,,\r\n"
    );
    fixture.write("rows.csv", &rows);
    let ended = fixture.run(&format!("{CREATE} rows.csv --report report.csv"));
    ended.assert_status(0);
    assert!(ended.stdout.starts_with("2 rows processed\n        2 done\n"), "{}", ended.stdout);

    let request = members::SearchRequest::new([organization]);
    let found = fixture.client.b2b().organizations().members().search(request).await;
    let found = found.expect("a list of Members").members;
    let ada = found.iter().find(|member| member.email_address == "ada@acme.example").expect("ada");
    assert_eq!(ada.name, "Ada, Countess");
    assert!(ada.is_breakglass);
    let metadata = ada.trusted_metadata.as_ref().expect("metadata");
    assert_eq!(metadata["plan"], 7);
    let bob = found.iter().find(|member| member.email_address == "bob@acme.example").expect("bob");
    assert!(bob.name.is_empty() && !bob.is_breakglass, "{bob:?}");

    let report = fixture.read("report.csv");
    let line = report.lines().find(|line| line.contains("ada")).expect("a line");
    assert!(
        line.starts_with(&format!("{organization}/ada@acme.example,done,,,request-id-")),
        "{line}"
    );
    assert_eq!(report.lines().count(), 3);
}

#[tokio::test]
async fn members_are_created_from_json_lines() {
    let fixture = Fixture::new().await;
    let row = |number: usize| {
        let (organization, email) = (&fixture.organization_id, email(number));
        format!(
            r#"{{"row": {number}, "organization_id": "{organization}", "email_address": "{email}"}}"#
        )
    };
    let rows = format!("{}\n\n{}", row(0), row(1));
    fixture.write("rows.jsonl", &rows);
    // The column that identifies a row is not a field of the request, and not sent.
    let ended = fixture.run(&format!("{CREATE} rows.jsonl --key row --report report.jsonl"));
    ended.assert_status(0);
    assert_eq!(fixture.emails().await, [email(0), email(1)]);
    let report = fixture.read("report.jsonl");
    let mut keys: Vec<String> = report
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).expect("JSON"))
        .map(|line| line["key"].as_str().expect("a text").to_owned())
        .collect();
    keys.sort();
    assert_eq!(keys, ["0", "1"]);
}

#[tokio::test]
async fn rows_may_arrive_through_a_pipe() {
    let fixture = Fixture::new().await;
    fixture.write_members("rows.csv", 20);
    let rows = fixture.read("rows.csv");
    let run = |rows: &str| {
        fixture.prepare(&format!("{CREATE} - --format csv --journal journal")).input(rows).run()
    };
    // Such rows are checked when their turn comes.
    let first: Vec<_> = rows.lines().take(11).collect();
    let ended = run(&format!("{}\nacme,TOPSECRET,7\n", first.join("\n")));
    ended.assert_status(1);
    let error = "line 12: expected 2 cells, found 3; check the quotes and separators\n\
                 no further row was sent; once the input is correct, to resume the run, ";
    assert!(ended.stderr.contains(error), "{}", ended.stderr);
    assert!(ended.stdout.starts_with("10 rows processed\n       10 done\n"), "{}", ended.stdout);

    let ended = run(&rows);
    ended.assert_status(0);
    assert_eq!(fixture.created(), 20, "each Member is created once");
}

#[tokio::test]
async fn an_invalid_file_is_refused_before_anything_is_sent() {
    let fixture = Fixture::new().await;
    let header = "email,hash,hash_type,set_email_verified\n";
    let valid = "ada@acme.example,TOPSECRET,bcrypt,true\n";
    let cases = [
        ("", "line 1: the first line must name the columns, but there is none"),
        ("emial,hash\nx,TOPSECRET\n", "line 1: unknown field `emial`; did you mean `email`?"),
        (
            &format!("{header}{valid}bob@acme.example,TOPSECRET\n"),
            "line 3: expected 4 cells, found 2",
        ),
        (
            &format!("{header}\nbob@acme.example,TOPSECRET,bcrypt,yes\n"),
            "line 3: `set_email_verified`: ",
        ),
        (
            &format!("{header}{valid}{valid}"),
            "line 3: the key `ada@acme.example` is also that of line 2",
        ),
        (&format!("{header},TOPSECRET,bcrypt,true\n"), "line 2: `email` is missing"),
        (
            &format!("{header}a@b.c,\"TOPSECRET,bcrypt,true\n{valid}"),
            "line 2: a quote is not closed",
        ),
        (&format!("{header}a@b.c,,bcrypt,true\n"), "line 2: `hash`: it is required"),
    ];
    for (rows, expected) in cases {
        fixture.write("rows.csv", rows);
        let ended = fixture
            .run("consumer.passwords.migrate rows.csv --journal journal --report report.csv");
        ended.assert_status(2);
        assert!(
            ended.stderr.starts_with(&format!("error: {expected}")),
            "{rows:?}: {}",
            ended.stderr
        );
        assert!(ended.stderr.trim_end().ends_with("nothing was sent"), "{}", ended.stderr);
        assert!(!ended.stderr.contains("TOPSECRET") && ended.stdout.is_empty(), "{ended:?}");
        assert!(!fixture.path("journal").exists() && !fixture.path("report.csv").exists());
    }
    assert_eq!(fixture.sandbox.requests().len(), 1, "only the Organization was created");
}

#[tokio::test]
async fn only_the_first_invalid_rows_are_listed() {
    let fixture = Fixture::new().await;
    fixture.write("rows.jsonl", &"[]\n".repeat(30));
    let ended = fixture.run(&format!("{CREATE} rows.jsonl"));
    ended.assert_status(2);
    let lines: Vec<_> = ended.stderr.lines().collect();
    assert_eq!(lines.len(), 12, "{}", ended.stderr);
    assert_eq!(lines[9], "line 10: expected a JSON object");
    assert_eq!(lines[10], "and 20 more");
    assert_eq!(lines[11], "30 rows are invalid; nothing was sent");
}

#[tokio::test]
async fn a_dry_run_sends_nothing_and_needs_no_credentials() {
    let fixture = Fixture::new().await;
    fixture.write_members("rows.csv", 5);
    let mut run =
        fixture.prepare(&format!("{CREATE} rows.csv --dry-run --limit 3 --journal journal"));
    for name in ["STYTCH_PROJECT_ID", "STYTCH_SECRET", "STYTCH_BASE_URL"] {
        run.command.env_remove(name);
    }
    let ended = run.run();
    ended.assert_status(0);
    let expected = "5 rows valid, 3 of them in this run; nothing was sent\n\
                    key: organization_id/email_address\n";
    assert_eq!(ended.stdout, expected);
    assert!(!fixture.path("journal").exists());
    assert_eq!(fixture.created(), 0);

    fixture.write("rows.jsonl", "{\"organization_id\": 7}\n");
    let ended = fixture.run(&format!("{CREATE} rows.jsonl --dry-run --key organization_id"));
    ended.assert_status(2);
    let expected = "error: line 1: `organization_id`: expected string, found number\n1 row is invalid; nothing was sent\n";
    assert_eq!(ended.stderr, expected);
}

#[tokio::test]
async fn wrong_use_has_status_2() {
    let fixture = Fixture::new().await;
    fixture.write_members("rows.csv", 1);
    fixture.write("rows.txt", "");
    let cases = [
        (
            "b2b.organization.members.create rows.csv",
            "did you mean `b2b.organizations.members.create`?",
        ),
        ("b2b.organizations.members.create rows.txt", "the format of rows.txt is unknown; add"),
        ("b2b.organizations.members.create missing.csv", "cannot read missing.csv: "),
        ("b2b.organizations.members.create .  --format csv", "."),
        ("consumer.users.create rows.csv", "name a column that does with `--key COLUMN`"),
        (
            "consumer.passwords.migrate rows.csv --key hash",
            "`hash` is a secret, so it cannot be the key",
        ),
        ("b2b.organizations.members.create rows.csv --shard 0/8", "numbered from 1"),
        ("b2b.organizations.members.create rows.csv --limit 0", "--limit"),
        (
            "b2b.organizations.members.create rows.csv --rate 2 --concurrency 33",
            "must be at most 32",
        ),
        ("b2b.organizations.members.create rows.csv --report report.txt", "must end with `.csv`"),
    ];
    for (arguments, expected) in cases {
        let ended = fixture.run(arguments);
        ended.assert_status(2);
        assert!(ended.stderr.contains(expected), "{arguments}: {}", ended.stderr);
    }
    assert_eq!(fixture.created(), 0);
}
