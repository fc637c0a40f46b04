//! Recovery codes: those that are kept, and those that Stytch creates.

use std::collections::BTreeMap;

use stytch_api::{b2b::recovery_codes::GetRequest, sandbox::Fault};

use super::fixture::Fixture;

const ARGUMENTS: &str =
    "rows.csv --encoding base32 --journal journal --codes-out codes.csv --report report.csv";

impl Fixture {
    /// The codes of a Member, as the sandbox has them.
    async fn stored_codes(&self, number: usize) -> Vec<String> {
        let member_id = &self.members[number].member_id;
        let get = GetRequest::new(&self.organization_id, member_id);
        let codes = self.client.b2b().recovery_codes().get(get).await.expect("codes");
        codes.recovery_codes.iter().map(|code| code.expose().to_owned()).collect()
    }

    /// The codes in the file, by the IDs of the Members, each of whom has one line.
    fn written_codes(&self) -> BTreeMap<String, Vec<String>> {
        let text = self.read("codes.csv");
        let mut lines = text.lines();
        let header = "organization_id,member_id,email_address,recovery_codes";
        assert_eq!(lines.next(), Some(header));
        let mut written = BTreeMap::new();
        for line in lines {
            let cells: Vec<_> = line.split(',').collect();
            let codes = cells[3].split(' ').map(str::to_owned).collect();
            assert!(written.insert(cells[1].to_owned(), codes).is_none(), "{text}");
        }
        written
    }

    /// The file has the codes of all Members, and nothing else has them.
    async fn assert_all_written(&self) {
        let written = self.written_codes();
        assert_eq!(written.len(), self.members.len());
        for (number, member) in self.members.iter().enumerate() {
            let stored = self.stored_codes(number).await;
            assert!(!stored.is_empty());
            assert_eq!(written[&member.member_id], stored);
            for file in ["journal", "report.csv"] {
                assert!(!self.read(file).contains(&stored[0]), "{file}");
            }
        }
    }
}

#[tokio::test]
async fn new_codes_are_written_to_a_file_of_their_own() {
    let fixture = Fixture::new(10).await;
    fixture.write_rows("rows.csv");
    let run = fixture.run(ARGUMENTS, 0);
    assert_eq!(run.stderr, "");
    fixture.assert_all_written().await;
    assert!(!run.stdout.contains(&fixture.stored_codes(0).await[0]), "{}", run.stdout);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let metadata = std::fs::metadata(fixture.path("codes.csv")).expect("a file");
        assert_eq!(metadata.permissions().mode() & 0o777, 0o600);
    }
}

#[tokio::test]
async fn a_file_of_codes_is_never_overwritten() {
    let fixture = Fixture::new(1).await;
    fixture.write_rows("rows.csv");
    fixture.write("codes.csv", "precious");
    let run = fixture.run(ARGUMENTS, 2);
    assert!(run.stderr.contains("the codes file codes.csv exists already"), "{}", run.stderr);
    assert_eq!(fixture.read("codes.csv"), "precious");
    assert_eq!(fixture.sent(), 0);
}

#[tokio::test]
async fn codes_of_the_file_are_kept_and_not_written() {
    let fixture = Fixture::new(2).await;
    let rows = format!("{},aaaa-bbbb;cccc-dddd\n{},\n", fixture.row(0), fixture.row(1));
    fixture
        .write("rows.csv", &format!("organization_id,email_address,secret,recovery_codes\n{rows}"));
    fixture.run(ARGUMENTS, 0);
    assert_eq!(fixture.stored_codes(0).await, ["aaaa-bbbb", "cccc-dddd"]);
    let written = fixture.written_codes();
    assert!(written.keys().eq([&fixture.members[1].member_id]), "{:?}", written.keys());
}

#[tokio::test]
async fn hashed_codes_are_refused() {
    let fixture = Fixture::new(2).await;
    let hash = "$2b$12$abcdefghijklmnopqrstuuABCDEFGHIJKLMNOPQRSTUVWXYZ01234";
    let rows = format!("{},aaaa-bbbb\n{},{hash}\n", fixture.row(0), fixture.row(1));
    fixture
        .write("rows.csv", &format!("organization_id,email_address,secret,recovery_codes\n{rows}"));
    let run = fixture.run(ARGUMENTS, 2);
    assert!(run.stderr.contains("the recovery codes of 1 row are hashes"), "{}", run.stderr);
    assert!(run.stderr.contains("--codes-out") && !run.stderr.contains(hash), "{}", run.stderr);
    assert_eq!(fixture.sent(), 0);
}

#[tokio::test]
async fn codes_of_a_lost_response_are_fetched_by_the_next_run() {
    let fixture = Fixture::new(1).await;
    fixture.write_rows("rows.csv");
    // The lookup succeeds; the migration is carried out, but its response is cut off.
    fixture.sandbox.fail_next(Fault::Latency(std::time::Duration::ZERO));
    fixture.sandbox.fail_next(Fault::DisconnectInBody);
    let run = fixture.run(ARGUMENTS, 3);
    assert!(run.stdout.contains("1 unknown"), "{}", run.stdout);
    assert!(fixture.has_authenticator(0).await);
    assert!(fixture.written_codes().is_empty());

    let run = fixture.run(ARGUMENTS, 0);
    assert!(run.stdout.contains("1 done by an earlier run, as a check found"), "{}", run.stdout);
    assert_eq!(fixture.sent(), 1);
    fixture.assert_all_written().await;
    fixture.log_in(0).await;
}

#[tokio::test]
async fn a_request_that_was_not_carried_out_is_sent_again() {
    let fixture = Fixture::new(1).await;
    fixture.write_rows("rows.csv");
    fixture.sandbox.fail_next(Fault::Latency(std::time::Duration::ZERO));
    fixture.sandbox.fail_next(Fault::Disconnect);
    let run = fixture.run(ARGUMENTS, 3);
    assert!(run.stdout.contains("1 unknown"), "{}", run.stdout);
    assert!(!fixture.has_authenticator(0).await);
    let run = fixture.run(ARGUMENTS, 0);
    assert!(run.stdout.contains("1 done\n"), "{}", run.stdout);
    fixture.assert_all_written().await;
    fixture.log_in(0).await;
}

#[cfg(unix)]
#[tokio::test]
async fn a_killed_run_loses_no_codes() {
    use std::{
        process::Stdio,
        time::{Duration, Instant},
    };

    use super::fixture::MAX_WAIT;

    let fixture = Fixture::new(200).await;
    fixture.write_rows("rows.csv");
    for sent in [20, 60, 120] {
        // The run cannot end before it is killed, because it waits for this response.
        fixture.sandbox.fail_next(Fault::Hang);
        let mut command = fixture.prepare(ARGUMENTS).command;
        command.stdout(Stdio::null()).stderr(Stdio::null());
        let mut child = command.spawn().expect("it runs");
        let started = Instant::now();
        while fixture.sent() < sent {
            assert!(started.elapsed() < MAX_WAIT, "{} requests", fixture.sent());
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        child.kill().expect("a child");
        assert_eq!(child.wait().expect("a child").code(), None, "the run has ended early");
    }
    // A row that was migrated already would be refused, and the run would fail.
    fixture.run(ARGUMENTS, 0);
    fixture.assert_all_written().await;
}
