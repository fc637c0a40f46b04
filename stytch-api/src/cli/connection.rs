//! The options that name the project to call, and the client that they describe.

use std::{
    env::{self, VarError},
    path::PathBuf,
    sync::Arc,
};

use clap::Args;
use reqwest::Url;

use crate::{
    Client, ClientBuilder, ManagementClient, Metadata, Secret,
    cli::{failure::Failure, input::Input},
    client::{CallOptions, Inner, JsonCall},
    sandbox::Sandbox,
    schema::{Credentials, EndpointSpec},
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

    /// The ID of the workspace key for the Management API; by default, that in `STYTCH_WORKSPACE_KEY_ID`
    #[arg(long, global = true, value_name = "ID")]
    workspace_key: Option<String>,

    /// The file with the secret of the workspace key; by default, the secret is in `STYTCH_WORKSPACE_KEY_SECRET`
    #[arg(long, global = true, value_name = "FILE")]
    workspace_key_secret_file: Option<PathBuf>,

    /// The URL to call; by default, that in `STYTCH_BASE_URL`, for the Management API that in
    /// `STYTCH_MANAGEMENT_URL`, or else Stytch's
    #[arg(long, global = true, value_name = "URL")]
    base_url: Option<String>,

    /// Calls a new in-process sandbox, which needs no account
    #[arg(long, global = true, conflicts_with_all = [
        "project", "project_secret_file", "workspace_key", "workspace_key_secret_file", "base_url",
    ])]
    sandbox: bool,

    /// Prints the project or the key of the workspace, and the host, to standard error
    #[arg(short, long, global = true)]
    verbose: bool,
}

/// The variables of the ID and the secret of a project, and the options that take precedence over them.
const PROJECT: [(&str, &str); 2] =
    [("STYTCH_PROJECT_ID", "--project"), ("STYTCH_SECRET", "--project-secret-file")];

/// The same for a workspace key.
const WORKSPACE_KEY: [(&str, &str); 2] = [
    ("STYTCH_WORKSPACE_KEY_ID", "--workspace-key"),
    ("STYTCH_WORKSPACE_KEY_SECRET", "--workspace-key-secret-file"),
];

/// A client, and the sandbox that it calls if there is one.
#[derive(Debug)]
pub(super) struct Connection<C = Client> {
    client: C,
    /// Stops when it is dropped.
    _sandbox: Option<Sandbox>,
}

impl ConnectionOptions {
    /// Creates the client of a project with further settings. Nothing is sent.
    pub(super) fn connect(
        &self,
        input: &Input,
        configure: impl FnOnce(ClientBuilder) -> ClientBuilder,
    ) -> Result<Connection, Failure> {
        let sandbox = self.start_sandbox()?;
        let builder = if let Some(sandbox) = &sandbox {
            sandbox.client_builder()
        } else {
            let (id, secret) = self.credentials(Credentials::Project, input)?;
            self.with_base_url(Client::builder(id, secret), "STYTCH_BASE_URL")?
        };
        let client = configure(builder).build();
        let client = client.map_err(|error| Failure::usage(error.to_string()))?;
        let connection = Connection { client, _sandbox: sandbox };
        self.report(&connection);
        Ok(connection)
    }

    /// Creates the client of the Management API. Nothing is sent.
    pub(super) fn connect_to_workspace(
        &self,
        input: &Input,
    ) -> Result<Connection<ManagementClient>, Failure> {
        let sandbox = self.start_sandbox()?;
        let builder = if let Some(sandbox) = &sandbox {
            sandbox.management_client_builder()
        } else {
            let (id, secret) = self.credentials(Credentials::WorkspaceKey, input)?;
            self.with_base_url(ManagementClient::builder(id, secret), "STYTCH_MANAGEMENT_URL")?
        };
        let client = builder.build().map_err(|error| Failure::usage(error.to_string()))?;
        let connection = Connection { client, _sandbox: sandbox };
        self.report(&connection);
        Ok(connection)
    }

    fn start_sandbox(&self) -> Result<Option<Sandbox>, Failure> {
        let started = self.sandbox.then(Sandbox::start_blocking).transpose();
        started.map_err(|error| Failure::call(format!("failed to start the sandbox: {error}")))
    }

    /// Reads the ID and the secret from the options or from the environment.
    fn credentials(&self, kind: Credentials, input: &Input) -> Result<(String, Secret), Failure> {
        let (id, secret_file, names) = match kind {
            Credentials::Project => (&self.project, &self.project_secret_file, &PROJECT),
            Credentials::WorkspaceKey => {
                (&self.workspace_key, &self.workspace_key_secret_file, &WORKSPACE_KEY)
            }
        };
        let [(id_variable, id_option), (secret_variable, secret_option)] = *names;
        let id = match id {
            Some(id) => Some(id.clone()),
            None => variable(id_variable)?,
        };
        let secret = match secret_file {
            Some(path) => Some(input.file(secret_option, path)?),
            None => variable(secret_variable)?,
        };
        let missing = |variable, option| {
            let fix = "or use --sandbox, which needs no account";
            Failure::usage(format!("{variable} is not set; set it, pass {option}, {fix}"))
        };
        let id = id.ok_or_else(|| missing(id_variable, id_option))?;
        let secret = secret.ok_or_else(|| missing(secret_variable, secret_option))?;
        Ok((id, Secret::from(secret)))
    }

    fn with_base_url<C>(
        &self,
        builder: ClientBuilder<C>,
        default: &str,
    ) -> Result<ClientBuilder<C>, Failure> {
        let base_url = match &self.base_url {
            Some(base_url) => Some(base_url.clone()),
            None => variable(default)?,
        };
        Ok(match base_url {
            Some(base_url) => builder.base_url(base_url),
            None => builder,
        })
    }

    fn report<C: HasInner>(&self, connection: &Connection<C>) {
        if self.verbose {
            eprintln!("{} at {}", connection.account(), connection.host());
        }
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

/// A client of any API.
pub(super) trait HasInner {
    fn inner(&self) -> &Arc<Inner>;
}

impl HasInner for Client {
    fn inner(&self) -> &Arc<Inner> {
        Self::inner(self)
    }
}

impl HasInner for ManagementClient {
    fn inner(&self) -> &Arc<Inner> {
        Self::inner(self)
    }
}

impl<C: HasInner> Connection<C> {
    pub(super) fn client(&self) -> &C {
        &self.client
    }

    /// Calls an endpoint with the fields of a JSON object.
    pub(super) fn send_json(
        &self,
        endpoint: &'static EndpointSpec,
        fields: Metadata,
    ) -> JsonCall<'_> {
        JsonCall::with_options(self.client.inner(), endpoint, fields, CallOptions::default())
    }

    /// Whether writes can change what real users see: a workspace has the live environments of its projects.
    pub(super) fn is_live(&self) -> bool {
        let credentials = &self.client.inner().credentials;
        match credentials.kind {
            Credentials::Project => credentials.id.starts_with("project-live-"),
            // The key of a sandbox.
            Credentials::WorkspaceKey => !credentials.id.starts_with("workspace-key-test-"),
        }
    }

    /// The ID of the project or the key, unless it may be a secret that was passed in its place.
    pub(super) fn id(&self) -> &str {
        self.client.inner().credentials.displayed_id()
    }

    /// What the calls apply to, such as `project project-test-…`.
    pub(super) fn account(&self) -> String {
        let noun = match self.client.inner().credentials.kind {
            Credentials::Project => "project",
            Credentials::WorkspaceKey => "workspace of",
        };
        format!("{noun} {}", self.id())
    }

    /// The host of the base URL, with its port unless that is the default.
    pub(super) fn host(&self) -> String {
        host_of(self.client.inner().base_url())
    }

    /// The host that serves an endpoint, with its port unless that is the default.
    pub(super) fn host_of(&self, endpoint: &'static EndpointSpec) -> String {
        let inner = self.client.inner();
        host_of(inner.url(endpoint).unwrap_or_else(|_| inner.base_url()))
    }
}

fn host_of(url: &Url) -> String {
    let name = url.host_str().unwrap_or_default();
    url.port().map_or_else(|| name.to_owned(), |port| format!("{name}:{port}"))
}
