//! A run on a terminal.

use std::time::Duration;

use rexpect::session::spawn_command;

use super::fixture::{CREATE, Fixture};

const PATIENCE_MS: u64 = 60_000;

#[tokio::test]
async fn a_terminal_shows_a_bar_and_ctrl_c_stops_the_run() {
    let fixture = Fixture::new().await;
    fixture.write_members("rows.csv", 200);
    fixture.delay(200, Duration::from_millis(200));
    let mut run = fixture.prepare(&format!("{CREATE} rows.csv --journal journal --concurrency 4"));
    run.command.env("TERM", "xterm");
    let mut terminal = spawn_command(run.command, Some(PATIENCE_MS)).expect("a terminal");
    let bar = terminal.exp_regex(r"\[[=> ]{24}\] [1-9]\d* of 200 rows: [^\r]*, [0-9.]+/s");
    let (before, bar) = bar.expect("a bar");
    let mut shown = before + &bar;
    terminal.send_control('c').expect("Ctrl-C is sent");
    shown +=
        &terminal.exp_string("stopping: waiting for the requests in flight").expect("a notice");
    shown += &terminal.exp_string("error: the run was stopped; to resume the run").expect("advice");
    terminal.exp_eof().expect("the end");
    // Colors and other attributes of text.
    assert!(!shown.contains("\u{1b}[3") && !shown.contains("\u{1b}[1m"), "{shown:?}");
    assert!((4..200).contains(&fixture.created()), "{}", fixture.created());
}
