//! What an earlier run with the same journal has done.

use std::{collections::HashMap, path::Path};

use crate::{
    bulk::{Journal, journal::entry::State},
    cli::{failure::Failure, run::report::Existing},
    error::JournalError,
};

/// What an earlier run has done.
#[derive(Debug, Default)]
pub(super) struct Earlier {
    /// The states of the rows that it has sent, or may have sent.
    pub(super) states: HashMap<String, State>,
    is_resumed: bool,
}

impl Earlier {
    /// Reads the journal, if there is one.
    pub(super) fn read(journal: Option<&Path>) -> Result<Self, Failure> {
        let Some(path) = journal.filter(|path| path.exists()) else { return Ok(Self::default()) };
        let invalid = |error: JournalError| Failure::usage(error.to_string());
        let journal = Journal::open(path).map_err(invalid)?;
        let counts = journal.counts().map_err(invalid)?;
        let is_resumed = counts.done + counts.refused + counts.unknown > 0;
        Ok(Self { states: journal.sent().map_err(invalid)?, is_resumed })
    }

    /// Whether files of an earlier run may exist.
    pub(super) fn existing(&self) -> Existing {
        if self.is_resumed { Existing::Append } else { Existing::Refuse }
    }
}
