//! Runs of the example `bulk_migrate` that are killed, or whose journal can no longer be written.

use std::{
    process::{Command, Stdio},
    time::Duration,
};

use stytch_api::{
    bulk::Journal,
    sandbox::{Fault, Sandbox},
};

use crate::{
    fixture::Fixture,
    program::{Program, until_sent},
};

const MEMBERS: usize = 5_000;
const KILLS: u32 = 20;

/// Queues one fault of each kind, each followed by requests that succeed.
fn queue_faults(sandbox: &Sandbox, gap: usize) {
    let faults = [
        Fault::Disconnect,
        Fault::TooManyRequests { retry_after: None },
        Fault::DisconnectInBody,
        Fault::InternalServerError,
        Fault::InvalidJson,
        Fault::BadGateway,
        Fault::ServiceUnavailable { retry_after: None },
        Fault::Respond { status: 503, headers: Vec::new(), body: Vec::new() },
        Fault::Latency(Duration::from_millis(20)),
    ];
    for fault in faults {
        sandbox.fail_next(fault);
        for _ in 0..gap {
            sandbox.fail_next(Fault::Latency(Duration::ZERO));
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_run_that_is_killed_twenty_times_migrates_each_member_once() {
    let fixture = Fixture::new(MEMBERS).await;
    let program = Program::new(&fixture);
    for _ in 0..KILLS {
        // A request without a response is in flight when the process is killed.
        fixture.sandbox.fail_next(Fault::Hang);
        queue_faults(&fixture.sandbox, 10);
        let sent = fixture.sent();
        let mut child = program
            .command(&fixture.sandbox, "")
            .stdout(Stdio::null())
            .spawn()
            .expect("the example starts");
        // Anywhere: before the first new request, between two, or while many are in flight.
        let requests = fastrand::usize(..MEMBERS / 20);
        until_sent(&fixture, sent + requests, &mut child).await;
        child.kill().expect("the child is killed");
        child.wait().expect("the child has ended");
    }
    // The first run that is not killed has faults, too. A further one decides about the rows that they left unknown.
    queue_faults(&fixture.sandbox, 30);
    let mut runs = 0;
    let outcomes = loop {
        let (status, outcomes, messages) = program.finish(&fixture.sandbox, "");
        assert_eq!(outcomes.len(), MEMBERS, "each row is accounted for: {messages}");
        if status.success() {
            break outcomes;
        }
        assert_eq!(status.code(), Some(3), "{messages}");
        runs += 1;
        assert!(runs < 5, "{messages}");
    };
    let all_done = outcomes.values().all(|outcome| outcome == "done" || outcome == "done before");
    assert!(all_done, "{outcomes:?}");
    for member_id in &fixture.member_ids {
        assert!(fixture.has_authenticator(member_id).await, "{member_id}");
        assert!(outcomes.contains_key(member_id), "{member_id}");
    }
    // No Member was migrated twice: the sandbox refuses that, each time, and no row is refused in the end.
    let journal = Journal::open(program.folder.path().join("journal")).expect("the journal");
    let counts = journal.counts().expect("counts");
    assert_eq!((counts.done, counts.refused, counts.unknown), (MEMBERS as u64, 0, 0));
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn a_run_ends_when_its_journal_cannot_be_written() {
    let fixture = Fixture::new(300).await;
    let program = Program::new(&fixture);
    // The journal can grow to 64 blocks of 512 bytes or, in some shells, of 1024.
    let limit = "trap '' XFSZ; ulimit -f 64;";
    let (status, outcomes, messages) = program.finish(&fixture.sandbox, limit);
    assert_eq!(status.code(), Some(1), "{messages}");
    assert!(messages.starts_with("cannot use the journal `journal`: "), "{messages}");
    // What was sent is reported, and nothing is sent without a record.
    assert!(!outcomes.is_empty() && outcomes.len() < 300, "{}", outcomes.len());
    assert!(outcomes.values().all(|outcome| outcome == "done"), "{outcomes:?}");
    assert_eq!(outcomes.len(), fixture.sent());

    let (status, outcomes, messages) = program.finish(&fixture.sandbox, "");
    assert!(status.success(), "{messages}");
    assert_eq!(outcomes.len(), 300);
    assert_eq!(fixture.sent(), 300, "each Member is migrated once");
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn an_interrupted_run_reports_that_lines_are_not_done() {
    let fixture = Fixture::new(300).await;
    let program = Program::new(&fixture);
    for _ in 0..300 {
        fixture.sandbox.fail_next(Fault::Latency(Duration::from_millis(50)));
    }
    let mut child = program
        .command(&fixture.sandbox, "")
        .stdout(Stdio::null())
        .spawn()
        .expect("the example starts");
    until_sent(&fixture, 20, &mut child).await;
    let killed = Command::new("kill").args(["-INT", &child.id().to_string()]).status();
    assert!(killed.expect("kill starts").success());
    assert_eq!(child.wait().expect("the child has ended").code(), Some(3));
    let sent = fixture.sent();
    assert!((20..300).contains(&sent), "{sent}");

    let (status, outcomes, messages) = program.finish(&fixture.sandbox, "");
    assert!(status.success(), "{messages}");
    assert_eq!(outcomes.len(), 300);
    assert_eq!(fixture.sent(), 300, "each Member is migrated once");
}
