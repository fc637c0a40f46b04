//! The commands that are not endpoints, and the options of every command.

use clap::{Parser, Subcommand};

use crate::cli::{
    bulk::BulkArguments, completions::CompletionsOptions, describe::DescribeOptions,
    globals::GlobalOptions, man::ManOptions, migrate_totps::MigrateTotpsArguments,
    sandbox::SandboxOptions, verify_jwt::VerifyJwtOptions,
};

/// Calls the Stytch API.
///
/// `stytch-api b2b totps migrate --help` describes an endpoint, and `stytch-api list` lists all. Credentials
/// are read from `STYTCH_PROJECT_ID` and `STYTCH_SECRET`.
#[derive(Parser)]
#[command(name = "stytch-api", version, disable_help_subcommand = true, after_help = EXIT_STATUS)]
pub(super) struct Arguments {
    #[command(flatten)]
    pub(super) globals: GlobalOptions,

    #[command(subcommand)]
    pub(super) command: Command,
}

const EXIT_STATUS: &str = "\
Exit status: 0 success; 1 the call failed, or its response is invalid; 2 invalid arguments, nothing was sent; \
3 some rows of a bulk run failed.";

/// A command that is not an endpoint.
#[derive(Subcommand)]
pub(super) enum Command {
    /// Lists the names of all endpoints, with their methods and paths
    List,
    /// Prints the fields of an endpoint's request and response
    Describe(DescribeOptions),
    /// Prints the project that calls are made for, and checks its credentials
    Whoami,
    /// Calls an endpoint for each row of a file
    Bulk(BulkArguments),
    /// Migrates the authenticators (TOTP) of another provider to Members
    ///
    /// Each Member is looked up first. One who has an authenticator already is left unchanged. A dry run looks the
    /// Members up, too, and migrates nothing.
    MigrateTotps(Box<MigrateTotpsArguments>),
    /// Verifies a JWT locally, and prints its claims
    VerifyJwt(VerifyJwtOptions),
    /// Runs a sandbox for other programs, until Ctrl-C
    Sandbox(SandboxOptions),
    /// Prints the OpenAPI document of all endpoints
    Openapi,
    /// Prints a script that completes commands and options in a shell
    Completions(CompletionsOptions),
    /// Prints the manual page of the program, or of an endpoint
    Man(ManOptions),
}
