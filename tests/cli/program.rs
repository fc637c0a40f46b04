//! The binary under test, and its runs.

use std::{
    io::Write as _,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
    sync::OnceLock,
};

use serde_json::Value;
use stytch_api::sandbox::Sandbox;
use stytch_tests::{
    KEY_ID, KEY_SECRET, MockResponse, PROJECT_ID, PROJECT_SECRET, Server, VARIABLES,
};

/// Returns the path of the binary, which is built at the first use.
pub(crate) fn binary() -> &'static Path {
    static BINARY: OnceLock<PathBuf> = OnceLock::new();
    BINARY.get_or_init(|| {
        let output = Command::new(env!("CARGO"))
            .args(["build", "-p", "stytch-api", "--all-features", "--bin", "stytch-api"])
            .args(["--message-format", "json"])
            .output()
            .expect("cargo starts");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let messages = String::from_utf8(output.stdout).expect("valid UTF-8");
        let mut messages = messages
            .lines()
            .map(|line| serde_json::from_str::<Value>(line).expect("a message of cargo"));
        let executable = messages.find_map(|message| Some(message["executable"].as_str()?.into()));
        executable.expect("the path of the binary")
    })
}

/// A run that has not started.
pub(crate) struct Run {
    pub(crate) command: Command,
    input: String,
}

/// Prepares a run without credentials, whose output is not a terminal.
pub(crate) fn stytch_api<const N: usize>(arguments: [&str; N]) -> Run {
    let mut command = Command::new(binary());
    command.args(arguments);
    for variable in VARIABLES {
        command.env_remove(variable);
    }
    Run { command, input: String::new() }
}

impl Run {
    /// Adds arguments.
    pub(crate) fn arguments(mut self, arguments: &[&str]) -> Self {
        self.command.args(arguments);
        self
    }

    /// Sets an environment variable.
    pub(crate) fn env(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self
    }

    /// Calls `url`, as a test project.
    pub(crate) fn at(self, url: &str) -> Self {
        self.project(PROJECT_ID).env("STYTCH_BASE_URL", url)
    }

    /// Calls the Management API at `url`, as a workspace.
    pub(crate) fn workspace_at(self, url: &str) -> Self {
        self.env("STYTCH_WORKSPACE_KEY_ID", KEY_ID)
            .env("STYTCH_WORKSPACE_KEY_SECRET", KEY_SECRET)
            .env("STYTCH_MANAGEMENT_URL", url)
    }

    /// Calls a sandbox, as its project.
    pub(crate) fn sandbox(self, sandbox: &Sandbox) -> Self {
        self.env("STYTCH_PROJECT_ID", sandbox.project_id())
            .env("STYTCH_SECRET", sandbox.secret().expose())
            .env("STYTCH_BASE_URL", sandbox.url())
    }

    /// Sets the credentials of a project.
    pub(crate) fn project(self, project_id: &str) -> Self {
        self.env("STYTCH_PROJECT_ID", project_id).env("STYTCH_SECRET", PROJECT_SECRET)
    }

    /// Sets the text of standard input.
    pub(crate) fn input(mut self, input: &str) -> Self {
        input.clone_into(&mut self.input);
        self
    }

    /// Runs the program to its end.
    pub(crate) fn run(mut self) -> Finished {
        let mut child = self
            .command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut stdin = child.stdin.take().expect("a piped standard input");
        // A program that does not read its input may have exited already.
        let _ = stdin.write_all(self.input.as_bytes());
        drop(stdin);
        Finished::new(&child.wait_with_output().expect("the output of the program"))
    }
}

/// A run that has ended.
#[derive(Debug)]
pub(crate) struct Finished {
    pub(crate) status: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Finished {
    pub(crate) fn new(output: &Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("valid UTF-8");
        Self {
            status: output.status.code(),
            stdout: text(&output.stdout),
            stderr: text(&output.stderr),
        }
    }

    /// Returns standard output. The run must have succeeded.
    #[track_caller]
    pub(crate) fn success(self) -> String {
        assert_eq!(self.status, Some(0), "{self:#?}");
        self.stdout
    }

    /// Returns standard output as JSON. The run must have succeeded.
    #[track_caller]
    pub(crate) fn json(self) -> Value {
        serde_json::from_str(&self.success()).expect("JSON on standard output")
    }

    /// Returns standard error. The run must have ended with this status, and no secret may be printed.
    #[track_caller]
    pub(crate) fn failure(self, status: i32) -> String {
        assert_eq!(self.status, Some(status), "{self:#?}");
        for output in [&self.stdout, &self.stderr] {
            for secret in [PROJECT_SECRET, KEY_SECRET] {
                assert!(!output.contains(secret), "{self:#?}");
            }
        }
        self.stderr
    }
}

/// Starts a mock server, and the runtime that it needs.
pub(crate) fn serve(
    responses: impl IntoIterator<Item = MockResponse>,
) -> (tokio::runtime::Runtime, Server) {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let server = runtime.block_on(Server::start(responses));
    (runtime, server)
}

/// Starts a sandbox.
pub(crate) fn sandbox() -> Sandbox {
    Sandbox::start_blocking().expect("a sandbox")
}
