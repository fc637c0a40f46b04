//! A sandbox with an Organization and Members, a folder, and runs of `stytch-api migrate-totps` in it.

use std::{
    collections::BTreeMap,
    fs,
    path::PathBuf,
    time::{Duration, SystemTime},
};

use stytch_api::{
    Client,
    b2b::{
        Member,
        organizations::{CreateRequest, members},
        totps::{AuthenticateRequest, MigrateRequest},
    },
    sandbox::Sandbox,
    totp::Authenticator,
};
use tempfile::TempDir;

use crate::program::{Finished, Run, stytch_api};

/// What a test waits for must happen within this time.
pub(crate) const MAX_WAIT: Duration = Duration::from_secs(60);

pub(crate) struct Fixture {
    pub(crate) sandbox: Sandbox,
    pub(crate) client: Client,
    pub(crate) organization_id: String,
    pub(crate) members: Vec<Member>,
    folder: TempDir,
}

impl Fixture {
    /// Creates a sandbox with this number of Members.
    pub(crate) async fn new(count: usize) -> Self {
        let sandbox = Sandbox::start().await.expect("a sandbox");
        let client = sandbox.client();
        let acme = client.b2b().organizations().create(CreateRequest::new("Acme")).await;
        let organization_id = acme.expect("acme").organization.organization_id;
        let mut members = Vec::new();
        for number in 0..count {
            let email = format!("member-{number}@acme.example");
            let create = members::CreateRequest::new(&organization_id, email);
            let create = create.external_id(format!("external-{number}"));
            let created = client.b2b().organizations().members().create(create).await;
            members.push(created.expect("a Member").member);
        }
        let folder = tempfile::tempdir().expect("a folder");
        Self { sandbox, client, organization_id, members, folder }
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

    /// Writes a CSV file with a row per Member, named by email address.
    pub(crate) fn write_rows(&self, name: &str) {
        let rows: String = (0..self.members.len())
            .flat_map(|number| [self.row(number), "\n".to_owned()])
            .collect();
        self.write(name, &format!("organization_id,email_address,secret\n{rows}"));
    }

    /// The row of a Member: the Organization, the email address and the secret.
    pub(crate) fn row(&self, number: usize) -> String {
        let email = &self.members[number].email_address;
        format!("{},{email},{}", self.organization_id, secret(number))
    }

    /// Prepares `stytch-api migrate-totps` with these arguments, separated by spaces.
    pub(crate) fn prepare(&self, arguments: &str) -> Run {
        let mut run = stytch_api(["migrate-totps"]).sandbox(&self.sandbox);
        run.command.args(arguments.split(' ')).current_dir(self.folder.path());
        run
    }

    /// Runs `stytch-api migrate-totps` to its end. It prints no secret.
    #[track_caller]
    pub(crate) fn run(&self, arguments: &str, status: i32) -> Finished {
        let finished = self.prepare(arguments).run();
        assert_eq!(finished.status, Some(status), "{}\n{}", finished.stdout, finished.stderr);
        self.assert_no_secret(&finished.stdout);
        self.assert_no_secret(&finished.stderr);
        finished
    }

    /// No secret of a Member is in a text.
    #[track_caller]
    pub(crate) fn assert_no_secret(&self, text: &str) {
        for number in 0..self.members.len() {
            assert!(!text.contains(&secret(number)), "{text}");
        }
        assert!(!text.contains(self.sandbox.secret().expose()), "{text}");
    }

    /// The number of received requests to migrate.
    pub(crate) fn sent(&self) -> usize {
        self.sandbox.request_count::<MigrateRequest>()
    }

    /// Whether the Member has an authenticator.
    pub(crate) async fn has_authenticator(&self, number: usize) -> bool {
        let get = members::GetRequest::new(&self.organization_id);
        let get = get.member_id(&self.members[number].member_id);
        let got = self.client.b2b().organizations().members().get(get).await.expect("a Member");
        !got.member.totp_registration_id.is_empty()
    }

    /// Logs in with the code that the Member's app shows.
    pub(crate) async fn log_in(&self, number: usize) {
        self.log_in_with(number, &authenticator(number)).await;
    }

    pub(crate) async fn log_in_with(&self, number: usize, authenticator: &Authenticator) {
        let code = authenticator.code(SystemTime::now());
        let member_id = &self.members[number].member_id;
        let request = AuthenticateRequest::new(&self.organization_id, member_id, code);
        let logged_in = self.client.b2b().totps().authenticate(request).await;
        assert_eq!(&logged_in.expect("a login").member_id, member_id);
    }

    /// The rows of a report in CSV, by key: the last outcome and its cause.
    pub(crate) fn outcomes(&self, report: &str) -> BTreeMap<String, (String, String)> {
        let text = self.read(report);
        self.assert_no_secret(&text);
        let mut reader = text.lines();
        assert_eq!(reader.next(), Some("key,outcome,status,error_type,request_id,cause"));
        let rows = reader.map(|line| {
            let cells: Vec<_> = line.splitn(6, ',').collect();
            let cell = |index: usize| cells[index].trim_matches('"').to_owned();
            (cell(0), (cell(1), cell(5)))
        });
        rows.collect()
    }

    /// The key of a Member who is named by email address.
    pub(crate) fn key(&self, number: usize) -> String {
        format!("{}/{}", self.organization_id, self.members[number].email_address)
    }
}

/// The authenticator in the app of a Member.
pub(crate) fn authenticator(number: usize) -> Authenticator {
    Authenticator::from_bytes(format!("key of member {number:06}").as_bytes()).expect("a secret")
}

/// Its secret, base32.
pub(crate) fn secret(number: usize) -> String {
    authenticator(number).secret().expose().to_owned()
}
