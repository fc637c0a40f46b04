//! Runs that end before their last row.

use std::{process::Command, time::Duration};

use stytch_api::{bulk::Journal, sandbox::Fault};

use super::fixture::{CREATE, Fixture, email};
use crate::program::Finished;

const ROWS: usize = 200;

fn assert_all_created(fixture: &Fixture, emails: &[String]) {
    assert_eq!(emails, (0..ROWS).map(email).collect::<Vec<_>>());
    assert_eq!(fixture.created(), ROWS, "each Member is created once");
}

#[tokio::test]
async fn a_stopped_run_can_be_resumed() {
    for signal in ["-INT", "-TERM"] {
        let fixture = Fixture::new().await;
        fixture.write_members("rows.csv", ROWS);
        let arguments = format!("{CREATE} rows.csv --journal journal --report report.csv");
        fixture.delay(ROWS, Duration::from_millis(50));
        let ended = fixture.run_with_signals(&arguments, &[(signal, 20)]);
        ended.assert_status(1);
        let notice =
            "stopping: waiting for the requests in flight; press Ctrl-C again to end at once\n";
        assert!(ended.stderr.starts_with(notice), "{}", ended.stderr);
        let advice = "error: the run was stopped; to resume the run, start the same command again: \
                      the journal journal records which rows are done\n";
        assert!(ended.stderr.ends_with(advice), "{}", ended.stderr);
        // What was in flight is done.
        let sent = fixture.created();
        assert!((20..ROWS).contains(&sent), "{sent}");
        let outcomes = fixture.outcomes("report.csv");
        assert_eq!(outcomes.len(), sent);
        assert!(outcomes.values().all(|outcome| outcome == "done"), "{outcomes:?}");

        fixture.run(&arguments).assert_status(0);
        assert_eq!(fixture.outcomes("report.csv").len(), ROWS);
        assert_all_created(&fixture, &fixture.emails().await);
    }
}

#[tokio::test]
async fn a_second_interrupt_ends_the_process_at_once() {
    let fixture = Fixture::new().await;
    fixture.write_members("rows.csv", 5);
    for _ in 0..5 {
        fixture.sandbox.fail_next(Fault::Hang);
    }
    let ended = fixture.run_with_signals(
        &format!("{CREATE} rows.csv --journal journal"),
        &[("-INT", 5), ("-INT", 5)],
    );
    ended.assert_status(130);
    let journal = Journal::open(fixture.path("journal")).expect("the journal");
    assert_eq!(journal.counts().expect("counts").unknown, 5);
}

#[tokio::test]
async fn a_killed_run_can_be_resumed() {
    let fixture = Fixture::new().await;
    fixture.write_members("rows.csv", ROWS);
    let arguments = format!("{CREATE} rows.csv --journal journal --report report.csv");
    fixture.delay(ROWS, Duration::from_millis(20));
    let ended = fixture.run_with_signals(&arguments, &[("-KILL", 50)]);
    assert_eq!(ended.status, None, "{}", ended.stderr);

    // The rows that were in flight are reported, and not sent again.
    let ended = fixture.run(&arguments);
    ended.assert_status(3);
    let outcomes = fixture.outcomes("report.csv");
    assert_eq!(outcomes.len(), ROWS);
    let count = |name| outcomes.values().filter(|outcome| *outcome == name).count();
    assert!(count("unknown") > 0, "{outcomes:?}");
    assert_eq!(count("unknown") + count("done") + count("skipped"), ROWS);
    let created = fixture.created();
    assert!(created <= ROWS, "{created}: no row is sent twice");

    // Repeated, the rows that were carried out are refused, so nothing is created twice.
    fixture.run(&format!("{arguments} --unknown repeat"));
    assert_eq!(fixture.created(), created + count("unknown"));
    assert_eq!(fixture.emails().await, (0..ROWS).map(email).collect::<Vec<_>>());
}

#[tokio::test]
async fn a_run_whose_report_cannot_be_written_ends() {
    let fixture = Fixture::new().await;
    fixture.write_members("rows.csv", ROWS);
    // Files can grow to 8 blocks of 512 bytes or, in some shells, of 1024.
    let run = fixture.prepare(&format!("{CREATE} rows.csv --report report.csv")).command;
    let mut limited = Command::new("sh");
    limited.args(["-c", r#"trap '' XFSZ; ulimit -f 8; exec "$0" "$@""#]).arg(run.get_program());
    limited.args(run.get_args()).current_dir(run.get_current_dir().expect("the folder"));
    limited.envs(run.get_envs().filter_map(|(name, value)| Some((name, value?))));
    let ended = Finished::new(&limited.output().expect("the program runs"));
    ended.assert_status(1);
    assert!(ended.stderr.contains("cannot write the report report.csv: "), "{}", ended.stderr);
    let created = fixture.created();
    assert!(created > 0 && created < ROWS, "{created}");
}
