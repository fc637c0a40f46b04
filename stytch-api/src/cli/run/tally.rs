//! Counts the outcomes of a run.

use std::collections::BTreeMap;

use crate::{
    bulk::Outcome,
    cli::run::{
        outcome_name::cause,
        unsent::{Reason, Unsent},
    },
};

/// How many rows of a run had which outcome.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) done: u64,
    pub(crate) unreadable: u64,
    pub(crate) refused: u64,
    pub(crate) unknown: u64,
    pub(crate) skipped: u64,
    pub(crate) resolved: u64,
    pub(crate) duplicate: u64,
    /// Would be sent, but for a dry run.
    pub(crate) eligible: u64,
    /// Not sent, because they are invalid or would be refused.
    pub(crate) rejected: u64,
    /// How often each error occurred.
    pub(crate) causes: BTreeMap<String, u64>,
}

impl Tally {
    /// Counts the outcome of a row.
    pub(crate) fn record<R>(&mut self, outcome: &Outcome<R>) {
        let count = match outcome {
            Outcome::Done(_) => &mut self.done,
            Outcome::Unreadable(_) => &mut self.unreadable,
            Outcome::Refused(_) => &mut self.refused,
            Outcome::Unknown(_) => &mut self.unknown,
            Outcome::Skipped => &mut self.skipped,
            Outcome::Resolved => &mut self.resolved,
            Outcome::Duplicate => &mut self.duplicate,
        };
        *count += 1;
        if let Some(error) = outcome.error() {
            *self.causes.entry(cause(error)).or_default() += 1;
        }
    }

    /// Counts a row that is not sent.
    pub(crate) fn record_unsent(&mut self, row: &Unsent) {
        match &row.reason {
            Reason::DryRun => self.eligible += 1,
            Reason::DoneBefore => self.skipped += 1,
            Reason::Rejected { cause, .. } => {
                self.rejected += 1;
                *self.causes.entry(cause.clone()).or_default() += 1;
            }
        }
    }

    /// The number of all rows.
    pub(crate) fn processed(&self) -> u64 {
        self.succeeded() + self.failed() + self.eligible
    }

    /// The number of rows that were carried out, now or by an earlier run.
    pub(crate) fn succeeded(&self) -> u64 {
        self.sent() + self.resolved + self.skipped
    }

    /// The number of rows that were not carried out, or perhaps not.
    pub(crate) fn failed(&self) -> u64 {
        self.refused + self.unknown + self.duplicate + self.rejected
    }

    /// The number of rows that this run carried out.
    pub(crate) fn sent(&self) -> u64 {
        self.done + self.unreadable
    }
}
