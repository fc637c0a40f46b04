//! `stytch-api sandbox`: a sandbox for other programs.

use std::net::{IpAddr, Ipv4Addr};

use clap::Args;

use crate::{
    cli::{failure::Failure, output::print},
    sandbox::Sandbox,
};

/// Options of `stytch-api sandbox`.
///
/// It prints its URL and the credentials of its project as shell variables, which the other commands and
/// `Client::from_env` read. All state is in memory and lost on exit.
///
/// DANGER: on an address other than 127.0.0.1, any machine that can reach it can use the sandbox. Its
/// traffic is not encrypted, and its signing keys are public.
#[derive(Args)]
pub(super) struct SandboxOptions {
    /// The address to listen on, such as 0.0.0.0 for every IPv4 address of this machine
    #[arg(long, value_name = "IP", default_value_t = Ipv4Addr::LOCALHOST.into())]
    address: IpAddr,

    /// The port to listen on; by default, a free one
    #[arg(long, value_name = "NUMBER", default_value_t = 0, hide_default_value = true)]
    port: u16,
}

/// Runs a sandbox until the process is stopped.
pub(super) fn sandbox(options: &SandboxOptions) -> Result<(), Failure> {
    let builder = Sandbox::builder().address(options.address).port(options.port);
    let sandbox = builder
        .start_blocking()
        .map_err(|error| Failure::call(format!("failed to start the sandbox: {error}")))?;
    print(&format!(
        "export STYTCH_BASE_URL={}\nexport STYTCH_PROJECT_ID={}\nexport STYTCH_SECRET={}",
        sandbox.url(),
        sandbox.project_id(),
        sandbox.secret().expose()
    ))?;
    eprintln!("Running until Ctrl-C.");
    loop {
        // The server runs on a separate thread; Ctrl-C ends the whole process.
        std::thread::park();
    }
}
