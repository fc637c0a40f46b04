//! The command line `stytch-api` (feature `cli`): this page is its manual.
//!
//! ```sh
//! export STYTCH_PROJECT_ID=project-test-… STYTCH_SECRET=secret-test-…
//! stytch-api whoami
//! stytch-api b2b organizations create --organization-name Acme
//! stytch-api b2b totps migrate --organization-id acme --member-id ada --secret-file ada.txt
//! stytch-api b2b organizations search --all --query.operator AND --query.operands \
//!     '{"filter_name": "organization_slugs", "filter_value": ["acme"]}'
//! ```
//!
//! `cargo run --features cli -- …` runs it from a checkout, and `cargo install --path stytch-api --features cli`
//! installs it. With `--sandbox`, a command needs no account: it calls a new in-process
//! [sandbox](crate::sandbox).
//!
//! # Endpoints
//!
//! Every endpoint is a command: its resources and its method, as words (`b2b totps migrate`) or as a name
//! (`b2b.totps.migrate`). `stytch-api list` lists all, `--help` after the words prints the options, and
//! `stytch-api describe b2b.totps.migrate` also prints the fields of the response; with `--deep`, those of all
//! objects in them.
//!
//! The response is printed to standard output as JSON. With `--all`, a paginated endpoint prints each item of all
//! pages on a line; if a page fails, the error has the cursor to resume at.
//!
//! # Options of an endpoint
//!
//! Each field of the request is an option with its name in kebab case, wherever the field is sent. `--json BODY`
//! gives all fields as one JSON object instead.
//!
//! | field | option |
//! |---|---|
//! | string, number, timestamp, enum | `--limit 10`; an enum also accepts values that this version does not know |
//! | boolean | `--flag`, `--flag=false` |
//! | list | the option is repeated, once per element; `[]` alone is the empty list |
//! | object | `--query JSON`, or an option per member: `--query.operator AND` |
//! | map, metadata | `--trusted-metadata JSON`, or `--trusted-metadata.plan pro`; a value of metadata that is not JSON is a string |
//! | nullable | `null` is the JSON `null` |
//! | secret | `--secret-file FILE`, `--secret-env NAME`; `--secret VALUE` prints a warning, because other users can see it |
//!
//! As a value, `@FILE` is the contents of a file and `-` is standard input, both without the line break at the end;
//! `@@text` is `@text`. A list of secrets is read from a file or a variable line by line.
//!
//! # Project and environment
//!
//! `STYTCH_PROJECT_ID`, `STYTCH_SECRET` and `STYTCH_BASE_URL` have the same meaning as for
//! [`Client::from_env`](crate::Client::from_env). The options `--project`, `--project-secret-file` and
//! `--base-url` take precedence. `-v` prints the project and the host to standard error.
//!
//! The endpoints of the Management API, below `management`, have credentials of their own: `STYTCH_WORKSPACE_KEY_ID`,
//! `STYTCH_WORKSPACE_KEY_SECRET` and `STYTCH_MANAGEMENT_URL`, or `--workspace-key`, `--workspace-key-secret-file` and
//! `--base-url`.
//!
//! A call that writes to a live project or to a workspace asks on a terminal, and elsewhere requires `--yes`. Reads are GET, and the
//! methods `introspect`, `list`, `lookup`, `recovery_codes`, `risk`, `search` and `strength_check`; every other
//! call writes.
//!
//! `NO_COLOR` disables colors, which only terminals get.
//!
//! # Errors and exit status
//!
//! An error is one line on standard error, with the cause, the host and the request ID; invalid arguments also
//! print the usage. With `--error-format json`, it is one JSON object with `message`, `exit_status`, `status_code`
//! (the HTTP status), `error_type`, `request_id` and `host`.
//!
//! | exit status | |
//! |---|---|
//! | 0 | success |
//! | 1 | Stytch returned an error, or the call failed; if it may have taken effect, what was received is printed |
//! | 2 | invalid arguments or fields, or a write that was not confirmed: nothing was sent |
//! | 3 | some rows of a bulk run failed |
//!
//! # Other commands
//!
//! | command | |
//! |---|---|
//! | `whoami` | prints the project, and checks its credentials by reading its metrics |
//! | `verify-jwt [FILE]` | verifies a session JWT or an access token locally, and prints its claims |
//! | `sandbox` | runs a sandbox for other programs, and prints the variables that name it |
//! | `openapi` | prints an OpenAPI 3.1 document of all endpoints |
//! | `completions SHELL` | prints a script for bash, zsh, fish, PowerShell or elvish: `source <(stytch-api completions bash)` |
//! | `man [ENDPOINT]` | prints a manual page: `stytch-api man b2b totps migrate \| man -l -` |

mod arguments;
mod authenticators;
pub mod bulk;
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
pub mod migrate_totps;
pub mod openapi;
mod output;
mod run;
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
        Command::Bulk(arguments) => bulk::run(globals, arguments),
        Command::MigrateTotps(arguments) => migrate_totps::run(globals, arguments),
        Command::VerifyJwt(options) => verify_jwt::verify_jwt(globals, options),
        Command::Sandbox(options) => sandbox::sandbox(options),
        Command::Openapi => print(&format!("{:#}", openapi::document(catalog))),
        Command::Completions(options) => {
            print_bytes(&completions::completions(options, full_command())).map(drop)
        }
        Command::Man(options) => print_bytes(&man::man(options, full_command())?).map(drop),
    }
}
