//! `stytch-api migrate-totps`: authenticators of another provider.
#![doc = concat!("\n", include_str!("../../migrate-authenticators.md"))]

mod codes_file;
mod dry_run;
mod earlier;
mod lookup;
mod lookups;
mod members;
mod plan;
mod record_codes;

use std::path::PathBuf;

use clap::Args;
use futures_core::Stream;
use tokio::sync::mpsc;

use self::{
    codes_file::CodesFile,
    dry_run::DryRun,
    earlier::Earlier,
    lookup::Lookup,
    lookups::Lookups,
    plan::{Plan, plan},
    record_codes::{check_unknown, record_first},
};
use crate::{
    Client,
    b2b::totps::MigrateResponse,
    bulk::Completed,
    cli::{
        authenticators::{duplicates::DuplicateRule, options::FileOptions, read::read_files},
        failure::Failure,
        globals::GlobalOptions,
        input::Input,
        run::{
            drive::drive,
            monitor::Monitor,
            options::RunOptions,
            report::{Existing, Report},
            start::start,
            stop::Stop,
            summary::rows,
            unsent::Unsent,
        },
        runtime::block_on,
    },
    error::JournalError,
};

/// The arguments of `migrate-totps`.
#[derive(Debug, Args)]
pub(super) struct MigrateTotpsArguments {
    /// Which of several authenticators of one person is migrated
    #[arg(long, value_name = "RULE", default_value = "fail")]
    on_duplicate: DuplicateRule,

    /// The new CSV file of the recovery codes that Stytch creates for people without any
    ///
    /// Only its owner can read it. If the run resumes an earlier one, lines are appended.
    #[arg(long, value_name = "FILE")]
    codes_out: Option<PathBuf>,

    #[command(flatten)]
    run: RunOptions,

    #[command(flatten)]
    file: FileOptions,
}

/// Runs the command.
pub(super) fn run(
    globals: &GlobalOptions,
    arguments: &MigrateTotpsArguments,
) -> Result<(), Failure> {
    let options = &arguments.run;
    options.check()?;
    let contents = read_files(&arguments.file)?;
    if contents.without_secret > 0 {
        eprintln!(
            "{} without a secret: no authenticator to migrate",
            rows(contents.without_secret)
        );
    }
    let plan = plan(contents, arguments.on_duplicate, options)?;
    let connection =
        globals.connection.connect(&Input::default(), |builder| match options.rate {
            Some(rate) => builder.max_requests_per_second(rate.get()),
            None => builder,
        })?;
    if !options.dry_run {
        globals.confirm.confirm_write(&connection, "b2b.totps.migrate")?;
        if arguments.codes_out.is_none() {
            plan.print_minted();
        }
    }
    block_on(async {
        let stop = Stop::listen();
        let stop = stop.map_err(|error| Failure::call(format!("cannot start: {error}")))?;
        let earlier = Earlier::read(options.journal.as_deref())?;
        let run = Run { client: connection.client(), plan, earlier, stop };
        if options.dry_run { run.check(options).await } else { run.migrate(arguments).await }
    })
}

/// What is migrated, and where.
struct Run<'a> {
    client: &'a Client,
    plan: Plan,
    earlier: Earlier,
    stop: Stop,
}

impl Run<'_> {
    /// Looks the Members up, and migrates nothing.
    async fn check(self, options: &RunOptions) -> Result<(), Failure> {
        let report = options.report.as_ref();
        let report = report.map(|path| Report::open(path, Existing::Refuse)).transpose()?;
        let total = Some(self.plan.total());
        let monitor = Monitor::new(self.stop.clone(), options.journal.clone(), report, total);
        let (sender, receiver) = mpsc::unbounded_channel();
        let lookup = Lookup::new(self.client.clone(), self.earlier.states, sender.clone());
        let lookups = Lookups::new(self.plan.rows, lookup, options.concurrency);
        finish(DryRun::new(lookups, sender, self.stop), monitor, &self.plan.unsent, receiver).await
    }

    async fn migrate(self, arguments: &MigrateTotpsArguments) -> Result<(), Failure> {
        // A row is looked up while others are migrated.
        let options = &arguments.run.with_half_the_concurrency();
        let codes = arguments.codes_out.as_ref();
        let codes = codes.map(|path| CodesFile::open(path, self.earlier.existing())).transpose()?;
        let total = Some(self.plan.total());
        let given = self.plan.with_recovery_codes();
        let (sender, receiver) = mpsc::unbounded_channel();
        let lookup = Lookup::new(self.client.clone(), self.earlier.states, sender);
        let lookups = Lookups::new(self.plan.rows, lookup, options.concurrency);
        let bulk = self.client.bulk_stream(lookups);
        let mut bulk = check_unknown(bulk, self.client.clone(), codes.clone());
        if let Some(codes) = codes {
            bulk = record_first(bulk, given, codes);
        }
        let (run, monitor) = start(bulk, options, self.stop, total)?;
        finish(run, monitor, &self.plan.unsent, receiver).await
    }
}

/// Records the rows that are not sent, and those of the run, until it has ended.
async fn finish(
    run: impl Stream<Item = Result<Completed<MigrateResponse>, JournalError>> + Unpin,
    mut monitor: Monitor,
    unsent: &[Unsent],
    receiver: mpsc::UnboundedReceiver<Unsent>,
) -> Result<(), Failure> {
    for row in unsent {
        monitor.record_unsent(row);
    }
    monitor.unsent = Some(receiver);
    let ended = drive(run, &mut monitor).await;
    monitor.finish(ended)
}
