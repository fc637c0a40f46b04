//! The command line `stytch-api` (feature `cli`).

mod arguments;
mod call;
mod completions;
mod confirm;
mod connection;
mod describe;
mod docs;
mod endpoints;
mod failure;
mod globals;
mod input;
mod list;
mod man;
pub mod openapi;
mod output;
mod runtime;
mod sandbox;
mod tree;
mod usage_error;
mod verify_jwt;
mod whoami;
mod words;

use std::{env, ffi::OsString, process::ExitCode};

use clap::{ArgMatches, CommandFactory as _, FromArgMatches as _};

use self::{
    arguments::{Arguments, Command},
    endpoints::{Detail, matched, with_endpoints},
    failure::{ErrorFormat, Failure},
    globals::GlobalOptions,
    output::{print, print_bytes},
    tree::Node,
    words::{Words, find_words, option_names, option_value},
};
use crate::catalog::Catalog;

/// Runs the command that the arguments of the process name, and returns the process's exit status.
pub fn main() -> ExitCode {
    let arguments: Vec<_> = env::args_os().collect();
    // Before the arguments are parsed, because they may be invalid.
    let is_json = option_value(&arguments, "error-format").is_some_and(|format| format == "json");
    let format = if is_json { ErrorFormat::Json } else { ErrorFormat::Text };
    match parse_and_run(arguments) {
        Ok(Ok(())) => ExitCode::SUCCESS,
        Ok(Err(failure)) => failure.report(format),
        Err(error) => usage_error::report(error, format),
    }
}

/// Parses the arguments, and runs the command that they name. The outer error is that of the parser.
fn parse_and_run(arguments: Vec<OsString>) -> Result<Result<(), Failure>, clap::Error> {
    let catalog = Catalog::stytch();
    let tree = Node::root(&catalog);
    let root = Arguments::command();
    let Words { arguments, path } = find_words(arguments, &root, &tree);
    let names = option_names(&arguments);
    let detail = Detail::Path { path: &path, names: &names };
    let command = with_endpoints(root, &tree, detail);
    let matches = command.try_get_matches_from(arguments)?;
    if path.is_empty() {
        let Arguments { globals, command } = Arguments::from_arg_matches(&matches)?;
        return Ok(run(&globals, &command, &catalog, &tree));
    }
    let globals = GlobalOptions::from_arg_matches(&matches)?;
    Ok(run_endpoint(&globals, &tree, &matches, &names))
}

fn run_endpoint(
    globals: &GlobalOptions,
    tree: &Node,
    matches: &ArgMatches,
    names: &[String],
) -> Result<(), Failure> {
    let found = matched(tree, matches);
    let endpoint = found.and_then(|(node, name, matches)| Some((node.endpoint?, name, matches)));
    match endpoint {
        Some((endpoint, name, matches)) => call::call(globals, &name, endpoint, matches, names),
        // The parser accepts no resource without an endpoint.
        None => Err(Failure::usage("missing endpoint; `stytch-api list` lists all")),
    }
}

fn run(
    globals: &GlobalOptions,
    command: &Command,
    catalog: &Catalog,
    tree: &Node,
) -> Result<(), Failure> {
    let full_command = || with_endpoints(Arguments::command(), tree, Detail::All);
    match command {
        Command::List => print(&list::list(catalog)),
        Command::Describe(options) => print(&describe::describe(options, catalog)?),
        Command::Whoami => whoami::whoami(globals),
        Command::VerifyJwt(options) => verify_jwt::verify_jwt(globals, options),
        Command::Sandbox(options) => sandbox::sandbox(options),
        Command::Openapi => print(&format!("{:#}", openapi::document(catalog))),
        Command::Completions(options) => {
            print_bytes(&completions::completions(options, full_command())).map(drop)
        }
        Command::Man(options) => print_bytes(&man::man(options, full_command())?).map(drop),
    }
}
