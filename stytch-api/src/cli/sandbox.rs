//! `stytch-api sandbox`: a sandbox for other programs.

use std::{
    io,
    net::{IpAddr, Ipv4Addr},
};

use clap::Args;

use crate::{
    cli::{failure::Failure, output::print},
    sandbox::Sandbox,
};

/// Options of `stytch-api sandbox`.
///
/// It prints its URL and the credentials of its project and of its workspace key as shell variables, which the
/// other commands, `Client::from_env` and `ManagementClient::from_env` read. All state is in memory and lost on exit.
///
/// Tests in other languages read the received requests at `GET /_sandbox/requests`, with the project's
/// credentials.
///
/// DANGER: on an address other than 127.0.0.1, any machine that can reach it can use the sandbox. Its
/// traffic is not encrypted, and its signing keys are public.
#[derive(Args)]
pub(super) struct SandboxOptions {
    /// The address to listen on, such as 0.0.0.0 for every IPv4 address of this machine
    #[arg(long, value_name = "IP", default_value_t = Ipv4Addr::LOCALHOST.into())]
    bind: IpAddr,

    /// The port to listen on; by default, a free one
    #[arg(long, value_name = "NUMBER", default_value_t = 0, hide_default_value = true)]
    port: u16,

    /// The project ID, `project-test-…`; by default, a random one
    #[arg(long, value_name = "ID")]
    project_id: Option<String>,

    /// The project secret; by default, a random one. It protects no real project
    #[arg(long, value_name = "TEXT")]
    secret: Option<String>,
}

/// Runs a sandbox until the process is stopped.
pub(super) fn sandbox(options: &SandboxOptions) -> Result<(), Failure> {
    let mut builder = Sandbox::builder().address(options.bind).port(options.port);
    if let Some(project_id) = &options.project_id {
        builder = builder.project_id(project_id);
    }
    if let Some(secret) = &options.secret {
        builder = builder.secret(secret.as_str());
    }
    let sandbox = builder.start_blocking().map_err(|error| start_failure(&error))?;
    print(&format!(
        "export STYTCH_BASE_URL={url}\nexport STYTCH_PROJECT_ID={}\nexport STYTCH_SECRET={}\n\
         export STYTCH_MANAGEMENT_URL={url}\nexport STYTCH_WORKSPACE_KEY_ID={}\n\
         export STYTCH_WORKSPACE_KEY_SECRET={}",
        sandbox.project_id(),
        sandbox.secret().expose(),
        sandbox.workspace_key_id(),
        sandbox.workspace_key_secret().expose(),
        url = sandbox.url(),
    ))?;
    eprintln!("Running until Ctrl-C.");
    loop {
        // The server runs on a separate thread; Ctrl-C ends the whole process.
        std::thread::park();
    }
}

/// Why the sandbox did not start. Most errors are due to the options.
fn start_failure(error: &io::Error) -> Failure {
    let message = format!("failed to start the sandbox: {error}");
    match error.kind() {
        io::ErrorKind::AddrInUse => Failure::usage(message).with_hint("; use another --port"),
        io::ErrorKind::AddrNotAvailable => {
            Failure::usage(message).with_hint("; use another --bind")
        }
        io::ErrorKind::InvalidInput | io::ErrorKind::PermissionDenied => Failure::usage(message),
        _ => Failure::call(message),
    }
}
