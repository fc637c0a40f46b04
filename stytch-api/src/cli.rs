//! The command line `stytch-api` (feature `cli`).

#[allow(dead_code, reason = "for the calls of endpoints, which follow")]
mod confirm;
mod connection;
mod docs;
mod failure;
mod globals;
#[allow(dead_code, reason = "for the calls of endpoints, which follow")]
mod input;
mod list;
pub mod openapi;
mod output;
mod runtime;
mod whoami;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use self::{failure::Failure, globals::GlobalOptions, output::print};
use crate::catalog::Catalog;

/// Calls the Stytch API.
#[derive(Parser)]
#[command(name = "stytch-api", version)]
struct Arguments {
    #[command(flatten)]
    globals: GlobalOptions,

    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Lists the names of all endpoints, with their methods and paths
    List,
    /// Prints the OpenAPI document of all endpoints
    Openapi,
    /// Prints the project that calls are made for, and checks its credentials
    Whoami,
}

/// Runs the command that the arguments of the process name, and returns the process's exit status.
pub fn main() -> ExitCode {
    let Arguments { globals, command } = Arguments::parse();
    match run(&globals, &command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(globals.error_format),
    }
}

fn run(globals: &GlobalOptions, command: &Command) -> Result<(), Failure> {
    match command {
        Command::List => print(&list::list(&Catalog::stytch())),
        Command::Openapi => print(&format!("{:#}", openapi::document(&Catalog::stytch()))),
        Command::Whoami => whoami::whoami(globals),
    }
}
