//! The example `bulk_migrate`, as a process.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus},
    time::{Duration, Instant},
};

use serde_json::Value;
use stytch_api::sandbox::Sandbox;
use tempfile::TempDir;

use crate::fixture::{Fixture, MAX_WAIT, SECRET};

/// The example, a file of rows, and a journal.
pub(crate) struct Program {
    executable: PathBuf,
    pub(crate) folder: TempDir,
    /// The journal's path.
    pub(crate) journal: &'static str,
}

impl Program {
    pub(crate) fn new(fixture: &Fixture) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let row = |id: &String| format!("{},{id},{SECRET}", fixture.organization_id);
        let rows: Vec<_> = fixture.member_ids.iter().map(row).collect();
        fs::write(folder.path().join("rows.csv"), rows.join("\n")).expect("a file of rows");
        Self { executable: build_example(), folder, journal: "journal" }
    }

    /// The command of a run. `limit` is a shell command that restricts it.
    pub(crate) fn command(&self, sandbox: &Sandbox, limit: &str) -> Command {
        let script = format!(r#"{limit} exec "$0" rows.csv "$1""#);
        let mut command = Command::new("sh");
        command
            .args(["-c", &script])
            .args([self.executable.as_os_str(), self.journal.as_ref()])
            .current_dir(self.folder.path())
            .env("STYTCH_PROJECT_ID", sandbox.project_id())
            .env("STYTCH_SECRET", sandbox.secret().expose())
            .env("STYTCH_BASE_URL", sandbox.url());
        command
    }

    /// Runs to the end. Returns the exit status, the outcome of each row, and the messages.
    pub(crate) fn finish(
        &self,
        sandbox: &Sandbox,
        limit: &str,
    ) -> (ExitStatus, BTreeMap<String, String>, String) {
        let output = self.command(sandbox, limit).output().expect("the example's output");
        let text = String::from_utf8(output.stdout).expect("text");
        let outcomes = text.lines().filter_map(|line| line.split_once(": "));
        let outcomes = outcomes.map(|(key, outcome)| (key.to_owned(), outcome.to_owned()));
        (output.status, outcomes.collect(), String::from_utf8_lossy(&output.stderr).into_owned())
    }
}

/// Waits until the sandbox has received this number of requests to migrate, or the process has ended.
pub(crate) async fn until_sent(fixture: &Fixture, requests: usize, child: &mut Child) {
    let start = Instant::now();
    while fixture.sent() < requests && child.try_wait().expect("a child").is_none() {
        let sent = fixture.sent();
        assert!(start.elapsed() < MAX_WAIT, "{sent} of {requests} requests after {MAX_WAIT:?}");
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
}

/// Builds the example as the tests are built, and returns its executable.
fn build_example() -> PathBuf {
    let output = Command::new(env!("CARGO"))
        .args(["build", "-p", "stytch-api", "--example", "bulk_migrate", "--all-features"])
        .args(["--message-format", "json"])
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(".."))
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).expect("text");
    let executable = text.lines().find_map(|line| {
        let message: Value = serde_json::from_str(line).expect("JSON");
        message["executable"].as_str().map(PathBuf::from)
    });
    executable.expect("an executable")
}
