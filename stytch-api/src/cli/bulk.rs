//! `stytch-api bulk`: any endpoint, for the rows of a file.
#![doc = concat!("\n", include_str!("../../bulk-runs.md"))]

mod cell;
pub(crate) mod csv_records;
mod csv_rows;
mod feed;
mod field_path;
pub(crate) mod json_lines;
mod key;
mod lines;
mod plan;
pub(crate) mod row;
mod row_source;
mod scan;

use std::path::PathBuf;

use clap::Args;

use self::{
    feed::FeedError,
    key::KeyRule,
    plan::Plan,
    row::RowError,
    row_source::{Format, RowSource},
    scan::{Counts, scan},
};
use crate::{
    Client,
    catalog::Catalog,
    cli::{
        confirm::is_write,
        failure::Failure,
        globals::GlobalOptions,
        input::Input,
        output::print,
        run::{
            drive::drive,
            options::RunOptions,
            start::start,
            stop::Stop,
            summary::{how_to_resume, rows},
        },
        runtime::block_on,
    },
    schema::Credentials,
};

const AFTER_HELP: &str = "\
Examples:
  stytch-api bulk b2b.organizations.members.create members.csv --dry-run
  stytch-api bulk consumer.passwords.migrate users.jsonl --journal users.db --report users.csv

Exit status: 0 all rows are done; 1 the run ended before its last row; 2 wrong use or an invalid
row, nothing was sent; 3 some rows are refused or unknown.";

/// The arguments of `bulk`.
#[derive(Debug, Args)]
#[command(after_long_help = AFTER_HELP)]
pub(super) struct BulkArguments {
    /// The endpoint to call, such as `b2b.organizations.members.create`
    name: String,

    /// The file of rows, or `-` for standard input
    ///
    /// All rows are checked before the first one is sent, unless they come from standard input or another
    /// pipe.
    file: PathBuf,

    /// The format of the rows; by default, the extension of the file says it: `.csv` or `.jsonl`
    #[arg(long)]
    format: Option<Format>,

    /// The column or field that identifies a row; if repeated, the values are joined with `/`
    ///
    /// A column that is not a field of the request only identifies the row, and is not sent. By default, the
    /// required fields that are IDs, email addresses or phone numbers identify a row.
    #[arg(long, value_name = "COLUMN")]
    key: Vec<String>,

    #[command(flatten)]
    run: RunOptions,
}

/// Runs the command.
pub(super) fn run(globals: &GlobalOptions, arguments: &BulkArguments) -> Result<(), Failure> {
    let BulkArguments { name, file, format, key, run: options } = arguments;
    options.check()?;
    let endpoint = Catalog::stytch().find(name);
    let endpoint = endpoint.map_err(|error| Failure::usage(error.to_string()))?;
    if endpoint.host.credentials() != Credentials::Project {
        let problem = "belongs to the Management API; a bulk run calls an endpoint of a project";
        return Err(Failure::usage(format!("{name} {problem}")));
    }
    let key = KeyRule::new(endpoint, key).map_err(Failure::usage)?;
    let plan = Plan { endpoint, key };
    let mut source = RowSource::open(file, *format)?;
    let counts = if options.dry_run || source.is_file() {
        let rows = plan.rows(&mut source).map_err(|error| invalid_input(&error))?;
        Some(scan(&plan, options.selection(), rows)?)
    } else {
        None
    };
    if options.dry_run {
        return print_dry_run(counts.unwrap_or_default(), &plan);
    }
    let connection =
        globals.connection.connect(&Input::default(), |builder| match options.rate {
            Some(rate) => builder.max_requests_per_second(rate.get()),
            None => builder,
        })?;
    if is_write(endpoint) {
        globals.confirm.confirm_write(&connection, name)?;
    }
    block_on(send(connection.client(), plan, options, source, counts))
}

fn print_dry_run(counts: Counts, plan: &Plan) -> Result<(), Failure> {
    let Counts { all, selected } = counts;
    print(&format!(
        "{} valid, {selected} of them in this run; nothing was sent\nkey: {}",
        rows(all),
        plan.key.describe()
    ))
}

fn invalid_input(error: &RowError) -> Failure {
    Failure::usage(format!("{error}\nnothing was sent"))
}

/// Sends the rows.
async fn send(
    client: &Client,
    plan: Plan,
    options: &RunOptions,
    mut source: RowSource,
    counts: Option<Counts>,
) -> Result<(), Failure> {
    let failed = |error| Failure::call(format!("cannot start: {error}"));
    let stop = Stop::listen().map_err(failed)?;
    let endpoint = plan.endpoint;
    let rows = plan.rows(&mut source).map_err(|error| invalid_input(&error))?;
    let (rows, error) = feed::start(plan, options.selection(), rows).map_err(failed)?;
    let bulk = client.bulk_json_stream(endpoint, rows);
    let total = counts.map(|counts| counts.selected);
    let (run, mut monitor) = start(bulk, options, stop, total)?;
    let ended = drive(run, &mut monitor).await;
    monitor.finish(ended.and_then(|()| feed_result(error, options)))
}

/// Returns why the rows ended early, if they did.
fn feed_result(mut error: FeedError, options: &RunOptions) -> Result<(), Failure> {
    match error.try_recv() {
        Ok(error) => Err(Failure::call(format!(
            "{error}\nno further row was sent; once the input is correct, {}",
            how_to_resume(options.journal.as_deref())
        ))),
        // There is none.
        Err(_) => Ok(()),
    }
}
