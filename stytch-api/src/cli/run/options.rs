//! The options of every bulk run.

use std::{
    num::{NonZeroU32, NonZeroU64, NonZeroUsize},
    path::PathBuf,
};

use clap::{Args, ValueEnum};

use crate::{
    bulk::Journal,
    cli::{
        failure::Failure,
        run::{
            report::{Existing, Report},
            shard::Shard,
        },
    },
    error::JournalError,
};

/// For how many seconds a request may wait for its turn under the rate limit: half of the client's default
/// timeout, so that the other half is left for the response.
const MAX_WAIT: usize = 15;

/// The options of every bulk run.
#[derive(Debug, Args)]
pub(crate) struct RunOptions {
    /// Checks all rows and sends nothing
    #[arg(long)]
    pub(crate) dry_run: bool,

    /// Processes only the first rows (of the shard), for a pilot
    #[arg(long, value_name = "ROWS")]
    pub(crate) limit: Option<NonZeroU64>,

    /// Processes only one part of the rows, such as `3/8`, which is chosen by a hash of their keys
    #[arg(long, value_name = "NUMBER/COUNT")]
    pub(crate) shard: Option<Shard>,

    /// The maximum number of requests per second; with shards, that of each one
    #[arg(long, value_name = "REQUESTS")]
    pub(crate) rate: Option<NonZeroU32>,

    /// The maximum number of requests in flight
    #[arg(long, value_name = "REQUESTS", default_value = "16")]
    pub(crate) concurrency: NonZeroUsize,

    /// The file that records each row, so that an interrupted run can be resumed
    #[arg(long, value_name = "FILE")]
    pub(crate) journal: Option<PathBuf>,

    /// The file that lists the outcome of each row, as CSV (`.csv`) or JSON Lines (`.jsonl`)
    ///
    /// It must not exist, unless the run resumes an earlier one: then, lines are appended.
    #[arg(long, value_name = "FILE")]
    pub(crate) report: Option<PathBuf>,

    /// What to do with rows that an earlier run may have carried out
    ///
    /// By default, rows are repeated if their endpoint is safe to retry, and reported otherwise.
    #[arg(long, value_name = "RULE")]
    pub(crate) unknown: Option<Unknown>,
}

/// What to do with rows that an earlier run may have carried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Unknown {
    /// Send nothing, and report them
    Report,
    /// Send them again
    Repeat,
}

impl RunOptions {
    /// Refuses a concurrency with which requests would time out while they wait for their turn.
    pub(crate) fn check(&self) -> Result<(), Failure> {
        let Some(rate) = self.rate else { return Ok(()) };
        let max = (rate.get() as usize).saturating_mul(MAX_WAIT);
        if self.concurrency.get() <= max {
            return Ok(());
        }
        Err(Failure::usage(format!(
            "with `--rate {rate}`, {} concurrent requests would wait too long for their turns; \
             `--concurrency` must be at most {max}",
            self.concurrency
        )))
    }

    /// Whether a row with this key belongs to the run.
    pub(crate) fn selects(&self, key: &str) -> bool {
        self.shard.is_none_or(|shard| shard.contains(key))
    }

    /// The number of rows to process if this many are selected.
    pub(crate) fn limited(&self, selected: u64) -> u64 {
        self.limit.map_or(selected, |limit| selected.min(limit.get()))
    }

    /// Opens the journal and the report. A report is appended to if the journal has rows.
    pub(crate) fn open_files(&self) -> Result<(Option<Journal>, Option<Report>), Failure> {
        let journal = self.journal.as_ref().map(open_journal).transpose()?;
        let (journal, recorded) = journal.unzip();
        let existing = match recorded.unwrap_or_default() {
            0 => Existing::Refuse,
            _ => Existing::Append,
        };
        let report = self.report.as_ref().map(|path| Report::open(path, existing)).transpose()?;
        Ok((journal, report))
    }
}

/// Opens a journal. Returns it with the number of its rows.
fn open_journal(path: &PathBuf) -> Result<(Journal, u64), Failure> {
    let usage = |error: JournalError| Failure::usage(error.to_string());
    let journal = Journal::open(path).map_err(usage)?;
    let counts = journal.counts().map_err(usage)?;
    Ok((journal, counts.done + counts.refused + counts.unknown))
}
