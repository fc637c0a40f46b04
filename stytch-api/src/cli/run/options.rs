//! The options of every bulk run.

use std::{
    num::{NonZeroU32, NonZeroU64, NonZeroUsize},
    path::PathBuf,
};

use clap::{Args, ValueEnum};

use crate::cli::{
    failure::Failure,
    run::{selection::Selection, shard::Shard},
};

/// For how many seconds a request may wait for its turn under the rate limit: about half of the client's
/// default timeout, so that the other half is left for the response. The default concurrency suits every rate.
const MAX_WAIT: usize = 16;

/// The options of every bulk run.
#[derive(Clone, Debug, Args)]
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

    /// The options of a run whose rows take two requests each, which are in flight independently: half of the
    /// concurrency is for each of them.
    pub(crate) fn with_half_the_concurrency(&self) -> Self {
        let half = NonZeroUsize::new(self.concurrency.get() / 2).unwrap_or(NonZeroUsize::MIN);
        Self { concurrency: half, ..self.clone() }
    }

    /// Which rows belong to the run.
    pub(crate) fn selection(&self) -> Selection {
        Selection::new(self.shard, self.limit.map(NonZeroU64::get))
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Parser)]
    struct Arguments {
        #[command(flatten)]
        run: RunOptions,
    }

    #[test]
    fn half_of_the_concurrency_is_at_least_one() {
        for (all, half) in [("16", 8), ("3", 1), ("1", 1)] {
            let Arguments { run } = Arguments::parse_from(["bulk", "--concurrency", all]);
            assert_eq!(run.with_half_the_concurrency().concurrency.get(), half);
        }
    }

    #[test]
    fn a_low_rate_allows_few_concurrent_requests() {
        let cases = [
            ("", Ok(())),
            ("--rate 1", Ok(())),
            ("--concurrency 400", Ok(())),
            ("--rate 2 --concurrency 32", Ok(())),
            ("--rate 2 --concurrency 33", Err("`--concurrency` must be at most 32")),
            ("--rate 4294967295 --concurrency 400", Ok(())),
        ];
        for (arguments, expected) in cases {
            let arguments = ["bulk"].into_iter().chain(arguments.split_whitespace());
            let Arguments { run } = Arguments::try_parse_from(arguments).unwrap();
            match (run.check(), expected) {
                (Ok(()), Ok(())) => {}
                (Err(error), Err(expected)) => assert!(error.to_string().ends_with(expected)),
                (checked, expected) => panic!("{checked:?} instead of {expected:?}"),
            }
        }
    }
}
