//! The command line `stytch-api` (feature `cli`).

mod failure;
mod list;

use std::{
    io::{self, Write as _},
    process::ExitCode,
};

use clap::{Parser, Subcommand};

use self::failure::Failure;
use crate::catalog::Catalog;

/// Calls the Stytch API.
#[derive(Debug, Parser)]
#[command(name = "stytch-api", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Lists the names of all endpoints, with their methods and paths.
    List,
}

/// Runs the command that the arguments of the process name, and returns the process's exit status.
pub fn main() -> ExitCode {
    match run(&Arguments::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(),
    }
}

fn run(command: &Command) -> Result<(), Failure> {
    match command {
        Command::List => print(&list::list(&Catalog::stytch())),
    }
}

/// Prints `text` to standard output.
fn print(text: &str) -> Result<(), Failure> {
    match io::stdout().write_all(text.as_bytes()) {
        // The reader closed the pipe early, as `| head` does.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        Err(error) => Err(Failure::call(format!("failed to write the output: {error}"))),
        Ok(()) => Ok(()),
    }
}
