//! A sandbox with an Organization, a folder, and runs of `stytch-api bulk` in it.

use std::{
    collections::BTreeMap,
    fs,
    path::PathBuf,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use stytch_api::{
    Client,
    b2b::organizations::{CreateRequest, members},
    sandbox::{Fault, Sandbox},
};
use tempfile::TempDir;

use crate::program::{Finished, Run, stytch_api};

/// The endpoint of most runs.
pub(crate) const CREATE: &str = "b2b.organizations.members.create";

/// After this time, what a test waits for is taken not to happen.
const PATIENCE: Duration = Duration::from_secs(60);

pub(crate) struct Fixture {
    pub(crate) sandbox: Sandbox,
    pub(crate) client: Client,
    pub(crate) organization_id: String,
    folder: TempDir,
}

impl Fixture {
    pub(crate) async fn new() -> Self {
        let sandbox = Sandbox::start().await.expect("a sandbox");
        let client = sandbox.client();
        let acme = client.b2b().organizations().create(CreateRequest::new("Acme")).await;
        let organization_id = acme.expect("acme").organization.organization_id;
        Self { sandbox, client, organization_id, folder: tempfile::tempdir().expect("a folder") }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).expect("a file");
    }

    pub(crate) fn read(&self, name: &str) -> String {
        String::from_utf8_lossy(&fs::read(self.path(name)).expect("a file")).into_owned()
    }

    /// Writes a file with one Member per row.
    pub(crate) fn write_members(&self, name: &str, count: usize) {
        let rows: String = (0..count)
            .flat_map(|number| {
                [&self.organization_id, ",", &email(number), "\n"].map(str::to_owned)
            })
            .collect();
        self.write(name, &format!("organization_id,email_address\n{rows}"));
    }

    /// Prepares `stytch-api bulk` with these arguments, separated by spaces.
    pub(crate) fn prepare(&self, arguments: &str) -> Run {
        let mut run = stytch_api(["bulk"]).sandbox(&self.sandbox);
        run.command.args(arguments.split(' ')).current_dir(self.folder.path());
        run
    }

    /// Runs `stytch-api bulk` to its end.
    pub(crate) fn run(&self, arguments: &str) -> Finished {
        self.prepare(arguments).run()
    }

    /// Starts a run, and sends it signals: each one when the sandbox has received that many requests.
    #[cfg(unix)]
    pub(crate) fn run_with_signals(&self, arguments: &str, signals: &[(&str, usize)]) -> Finished {
        let mut command = self.prepare(arguments).command;
        let mut child =
            command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it runs");
        let started = Instant::now();
        for (signal, received) in signals {
            while self.created() < *received {
                assert!(child.try_wait().expect("a child").is_none(), "the run has ended early");
                assert!(started.elapsed() < PATIENCE, "{} requests", self.created());
                std::thread::sleep(Duration::from_millis(1));
            }
            let killed = Command::new("kill").args([signal, &*child.id().to_string()]).status();
            assert!(killed.expect("kill starts").success());
        }
        Finished::new(&child.wait_with_output().expect("the child has ended"))
    }

    /// The next requests take this time.
    pub(crate) fn delay(&self, requests: usize, time: Duration) {
        for _ in 0..requests {
            self.sandbox.fail_next(Fault::Latency(time));
        }
    }

    /// The number of received requests that create a Member.
    pub(crate) fn created(&self) -> usize {
        self.sandbox.request_count::<members::CreateRequest>()
    }

    /// The email addresses of the Members, in order.
    pub(crate) async fn emails(&self) -> Vec<String> {
        let search = members::SearchRequest::new([&self.organization_id]).limit(1000);
        let found = self.client.b2b().organizations().members().search(search).await;
        let members = found.expect("a list of Members").members.into_iter();
        let mut emails: Vec<_> = members.map(|member| member.email_address).collect();
        emails.sort();
        emails
    }

    /// The rows of a report in CSV: the last outcome of each key.
    pub(crate) fn outcomes(&self, report: &str) -> BTreeMap<String, String> {
        let text = self.read(report);
        let mut lines = text.lines();
        assert_eq!(lines.next(), Some("key,outcome,status,error_type,request_id,cause"));
        let cells = lines.map(|line| line.splitn(3, ',').map(str::to_owned).collect::<Vec<_>>());
        cells.map(|cells| (cells[0].clone(), cells[1].clone())).collect()
    }
}

impl Finished {
    #[track_caller]
    pub(crate) fn assert_status(&self, expected: i32) {
        assert_eq!(self.status, Some(expected), "{}\n{}", self.stdout, self.stderr);
    }
}

/// The email address of a Member.
pub(crate) fn email(number: usize) -> String {
    format!("member-{number:04}@acme.example")
}
