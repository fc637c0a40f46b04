//! The options that name the project to call, and the client that they describe.

use std::{
    env::{self, VarError},
    path::PathBuf,
};

use clap::Args;

use crate::{
    Client, ClientBuilder, Secret,
    cli::{failure::Failure, input::Input},
    http::config::displayed_project_id,
    sandbox::Sandbox,
    schema::Host,
};

/// The options that name the project to call. Without them, the environment does, as for
/// [`Client::from_env`].
#[derive(Args)]
#[command(next_help_heading = "Options of every command")]
pub(super) struct ConnectionOptions {
    /// The project ID; by default, that in `STYTCH_PROJECT_ID`
    #[arg(long, global = true, value_name = "ID")]
    project: Option<String>,

    /// The file with the project secret; by default, the secret is in `STYTCH_SECRET`
    #[arg(long, global = true, value_name = "FILE")]
    project_secret_file: Option<PathBuf>,

    /// The URL to call; by default, that in `STYTCH_BASE_URL`, or else Stytch's
    #[arg(long, global = true, value_name = "URL")]
    base_url: Option<String>,

    /// Calls a new in-process sandbox, which needs no account
    #[arg(long, global = true, conflicts_with_all = ["project", "project_secret_file", "base_url"])]
    sandbox: bool,

    /// Prints the project and the host to standard error
    #[arg(short, long, global = true)]
    verbose: bool,
}

/// A client, and the sandbox that it calls if there is one.
#[derive(Debug)]
pub(super) struct Connection {
    client: Client,
    /// Stops when it is dropped.
    _sandbox: Option<Sandbox>,
}

impl ConnectionOptions {
    /// Creates the client with further settings. Nothing is sent.
    pub(super) fn connect(
        &self,
        input: &Input,
        configure: impl FnOnce(ClientBuilder) -> ClientBuilder,
    ) -> Result<Connection, Failure> {
        let sandbox = if self.sandbox {
            let started = Sandbox::start_blocking();
            let failed = |error| Failure::call(format!("failed to start the sandbox: {error}"));
            Some(started.map_err(failed)?)
        } else {
            None
        };
        let builder = match &sandbox {
            Some(sandbox) => sandbox.client_builder(),
            None => self.builder(input)?,
        };
        let client = configure(builder).build();
        let client = client.map_err(|error| Failure::usage(error.to_string()))?;
        let connection = Connection { client, _sandbox: sandbox };
        if self.verbose {
            eprintln!("project {} at {}", connection.project(), connection.host(Host::Api));
        }
        Ok(connection)
    }

    fn builder(&self, input: &Input) -> Result<ClientBuilder, Failure> {
        let project = match &self.project {
            Some(project) => Some(project.clone()),
            None => variable("STYTCH_PROJECT_ID")?,
        };
        let secret = match &self.project_secret_file {
            Some(path) => Some(input.file("--project-secret-file", path)?),
            None => variable("STYTCH_SECRET")?,
        };
        let missing = |variable, option| {
            let fix = "or use --sandbox, which needs no account";
            Failure::usage(format!("{variable} is not set; set it, pass {option}, {fix}"))
        };
        let project = project.ok_or_else(|| missing("STYTCH_PROJECT_ID", "--project"))?;
        let secret = secret.ok_or_else(|| missing("STYTCH_SECRET", "--project-secret-file"))?;
        let builder = Client::builder(project, Secret::from(secret));
        let base_url = match &self.base_url {
            Some(base_url) => Some(base_url.clone()),
            None => variable("STYTCH_BASE_URL")?,
        };
        Ok(match base_url {
            Some(base_url) => builder.base_url(base_url),
            None => builder,
        })
    }
}

/// Reads an environment variable.
fn variable(name: &str) -> Result<Option<String>, Failure> {
    match env::var(name) {
        Ok(value) => Ok(Some(value)),
        Err(VarError::NotPresent) => Ok(None),
        Err(VarError::NotUnicode(_)) => {
            Err(Failure::usage(format!("the environment variable {name} is not valid UTF-8")))
        }
    }
}

impl Connection {
    pub(super) fn client(&self) -> &Client {
        &self.client
    }

    /// Whether the project holds the data of real users.
    pub(super) fn is_live(&self) -> bool {
        self.client.project_id().starts_with("project-live-")
    }

    /// The project's ID, unless it may be a secret that was passed in its place.
    pub(super) fn project(&self) -> &str {
        displayed_project_id(self.client.project_id())
    }

    /// The host that serves the endpoints of `host`, with its port unless that is the default.
    pub(super) fn host(&self, host: Host) -> String {
        let url = self.client.inner().url(host);
        let name = url.host_str().unwrap_or_default();
        url.port().map_or_else(|| name.to_owned(), |port| format!("{name}:{port}"))
    }
}
