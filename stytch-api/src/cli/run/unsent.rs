//! Rows that a run does not send.

/// A row that a run does not send, or that a dry run would send.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Unsent {
    pub(crate) key: String,
    pub(crate) reason: Reason,
}

/// Why a row is not sent. It contains no value of the row that may be secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Reason {
    /// The run only checks the rows.
    DryRun,
    /// An earlier run has sent it.
    DoneBefore,
    /// It is invalid, or its request would be refused.
    Rejected {
        /// The kind of error, under which the summary counts the row.
        cause: String,
        text: String,
    },
}

impl Unsent {
    /// The name in reports.
    pub(crate) fn outcome_name(&self) -> &'static str {
        match self.reason {
            Reason::DryRun => "eligible",
            Reason::DoneBefore => "skipped",
            Reason::Rejected { .. } => "rejected",
        }
    }

    /// What is wrong with the row.
    pub(crate) fn problem(&self) -> Option<String> {
        match &self.reason {
            Reason::DryRun | Reason::DoneBefore => None,
            Reason::Rejected { cause, text } => Some(format!("{cause}: {text}")),
        }
    }
}
