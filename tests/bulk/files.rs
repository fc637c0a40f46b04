//! The files of a journal.

use std::{fs, num::NonZeroUsize, path::Path, process::Stdio};

use stytch_api::{
    bulk::{Journal, JournalError, Outcome},
    sandbox::Fault,
};
use tempfile::TempDir;

use crate::{
    fixture::{Fixture, finish},
    program::{Program, until_sent},
};

fn folder() -> TempDir {
    tempfile::tempdir().expect("a folder")
}

fn file_names(folder: &Path) -> Vec<String> {
    let files = fs::read_dir(folder).expect("the folder");
    let name = |file: std::io::Result<fs::DirEntry>| file.expect("a file").file_name();
    let mut names: Vec<_> =
        files.map(|file| name(file).into_string().expect("a plain name")).collect();
    names.sort();
    names
}

#[tokio::test]
async fn a_finished_run_leaves_one_file() {
    let fixture = Fixture::new(20).await;
    let folder = folder();
    let path = folder.path().join("journal");
    let bulk = fixture.bulk().journal(Journal::open(&path).expect("a journal"));
    let mut run = bulk.run().expect("a run");
    while let Some(row) = run.next().await {
        assert!(matches!(row.expect("a journal").outcome, Outcome::Done(_)));
    }
    // The run has not been dropped.
    assert_eq!(file_names(folder.path()), ["journal"]);
    let counts = Journal::open(&path).expect("a closed journal").counts().expect("counts");
    assert_eq!((counts.done, counts.refused, counts.unknown), (20, 0, 0));
    assert!(run.next().await.is_none());
}

#[tokio::test]
async fn a_missing_log_is_noticed() {
    let fixture = Fixture::new(5).await;
    let (running, crashed) = (folder(), folder());
    let bulk = fixture.bulk().journal(Journal::open(running.path().join("journal")).expect("one"));
    fixture.sandbox.fail_next(Fault::Hang);
    let mut run = bulk.run().expect("a run");
    for _ in 0..4 {
        let row = run.next().await.expect("an outcome").expect("a journal");
        assert!(matches!(row.outcome, Outcome::Done(_)), "{row:?}");
    }
    // These files are as a crash would leave them.
    let path = crashed.path().join("journal");
    let log = crashed.path().join("journal-wal");
    for file in [&path, &log] {
        let name = file.file_name().expect("a name");
        fs::copy(running.path().join(name), file).expect("a copy");
    }
    let content = fs::read(&log).expect("the log");

    fs::remove_file(&log).expect("the log is removed");
    for _ in 0..2 {
        let error = Journal::open(&path).expect_err("rows are missing");
        assert!(matches!(&error, JournalError::LogMissing { .. }), "{error}");
        let message = error.to_string();
        assert!(message.contains("journal-wal`, which is missing or empty"), "{message}");
    }
    fs::write(&log, content).expect("the log is put back");
    for _ in 0..2 {
        let counts = Journal::open(&path).expect("a complete journal").counts().expect("counts");
        assert_eq!((counts.done, counts.refused, counts.unknown), (4, 0, 1));
        assert_eq!(file_names(crashed.path()), ["journal"]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn names_that_are_special_to_sqlite_are_files() {
    let fixture = Fixture::new(1).await;
    let mut program = Program::new(&fixture);
    for name in [":memory:", "file::memory:", "file:journal?mode=memory"] {
        program.journal = name;
        let (_, outcomes, messages) = program.finish(&fixture.sandbox, "");
        assert_eq!(outcomes.len(), 1, "{name}: {messages}");
        let journal = Journal::open(program.folder.path().join(name)).expect("a journal");
        let counts = journal.counts().expect("counts");
        // The first run migrates the Member, and the API refuses the others.
        assert_eq!(counts.done + counts.refused, 1, "{name}: {counts:?}");
    }
    assert_eq!(
        file_names(program.folder.path()),
        [":memory:", "file::memory:", "file:journal?mode=memory", "rows.csv"]
    );
    let error = Journal::open("").expect_err("no name");
    assert!(error.to_string().contains("the path is empty"), "{error}");
}

#[cfg(unix)]
#[tokio::test]
async fn a_journal_can_be_a_symbolic_link() {
    let fixture = Fixture::new(2).await;
    let (target, folder) = (folder(), folder());
    let path = folder.path().join("journal");
    std::os::unix::fs::symlink(target.path().join("target"), &path).expect("a link");
    for done in [true, false] {
        let run = fixture.bulk().journal(Journal::open(&path).expect("a journal")).run();
        let outcomes = finish(run.expect("a run")).await;
        let is_done = |outcome: &Outcome<_>| matches!(outcome, Outcome::Done(_));
        assert!(outcomes.iter().all(|(_, outcome)| is_done(outcome) == done), "{outcomes:?}");
    }
    assert_eq!(file_names(target.path()), ["target"]);
}

/// A row whose record fails, among others.
#[tokio::test]
async fn nothing_is_sent_after_an_error_of_the_journal() {
    let fixture = Fixture::new(3).await;
    let folder = folder();
    let path = folder.path().join("journal");
    drop(Journal::open(&path).expect("a journal"));
    let trigger = format!(
        "CREATE TRIGGER fails BEFORE INSERT ON row WHEN NEW.key = '{}'
         BEGIN SELECT RAISE(ABORT, 'a bad block'); END",
        fixture.member_ids[1]
    );
    let database = rusqlite::Connection::open(&path).expect("a database");
    database.execute_batch(&trigger).expect("a trigger");
    drop(database);

    let bulk = fixture.bulk().concurrency(NonZeroUsize::MIN);
    let mut run = bulk.journal(Journal::open(&path).expect("a journal")).run().expect("a run");
    let first = run.next().await.expect("an outcome").expect("the first row is recorded");
    assert!(matches!(first.outcome, Outcome::Done(_)), "{first:?}");
    let error = run.next().await.expect("an error").expect_err("the second row is not");
    assert!(matches!(error, JournalError::Storage { .. }), "{error}");
    assert!(error.to_string().contains("a bad block"), "{error}");
    assert!(run.next().await.is_none());
    assert_eq!(fixture.sent(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_process_cannot_use_the_journal() {
    let fixture = Fixture::new(1).await;
    let program = Program::new(&fixture);
    fixture.sandbox.fail_next(Fault::Hang);
    let mut first =
        program.command(&fixture.sandbox, "").stdout(Stdio::null()).spawn().expect("a process");
    until_sent(&fixture, 1, &mut first).await;

    let (status, outcomes, messages) = program.finish(&fixture.sandbox, "");
    first.kill().expect("the first process is killed");
    first.wait().expect("the first process has ended");
    assert_eq!(status.code(), Some(1), "{messages}");
    assert_eq!(messages, "another run uses the journal `journal`; wait until it has ended\n");
    assert!(outcomes.is_empty() && fixture.sent() == 1, "{outcomes:?}");

    // The row of the first process is known, and was not carried out.
    let (status, outcomes, messages) = program.finish(&fixture.sandbox, "");
    assert!(status.success(), "{messages}");
    assert_eq!(outcomes[&fixture.member_ids[0]], "done");
}
