//! The journal of a bulk run.

mod connection;
pub(crate) mod entry;
mod store;
pub(super) mod writer;

#[cfg(feature = "cli")]
use std::collections::HashMap;
use std::{
    fmt, io,
    path::{Path, PathBuf},
    sync::Arc,
};

use self::{
    store::Store,
    writer::{KeepOpen, Writer},
};
#[cfg(feature = "cli")]
use crate::bulk::journal::entry::State;
use crate::{bulk::journal::entry::JournalCounts, error::JournalError, schema::EndpointSpec};

/// A file that records which rows of a [bulk run](crate::bulk) were sent, and with which outcome.
///
/// A row is recorded before its request is sent, and again when the outcome is known; each record
/// is on disk before the run continues. So the process can be killed at any moment: a later run with the same journal
/// knows which rows are done and which may be.
///
/// The file is an SQLite database with a table `row`: `key`, `state` (`sent`, `done`, `refused` or
/// `unknown`), `status`, `error_type`, `request_id` and `updated_at`. It holds no request and no response,
/// hence no secret unless a key is one.
///
/// While the journal is open, and after a crash, the last rows are in
/// [one more file](https://www.sqlite.org/wal.html#the_wal_file) beside it, whose name ends with `-wal`. Copy or
/// move both files together. Without the second one, the journal cannot be opened. Once a run has ended, there
/// is only one file.
pub struct Journal {
    store: Store,
    path: PathBuf,
}

impl Journal {
    /// Opens the journal in a file, and creates the file if there is none. The file should be on a local disk.
    ///
    /// # Errors
    /// [`JournalError::InUse`] while another run uses it, [`JournalError::NotAJournal`] if the file is
    /// something else, which is left unchanged, [`JournalError::LogMissing`] if its last rows are missing, and
    /// [`JournalError::Storage`] if it cannot be read or written, or if the path is empty.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, JournalError> {
        let path = path.as_ref();
        Ok(Self { store: Store::open(path)?, path: path.to_owned() })
    }

    /// Counts the rows.
    ///
    /// # Errors
    /// [`JournalError::Storage`] if the file cannot be read.
    pub fn counts(&self) -> Result<JournalCounts, JournalError> {
        self.store.counts()
    }

    /// Returns the states of the rows that were carried out, or may have been: each that is not refused.
    #[cfg(feature = "cli")]
    pub(crate) fn sent(&self) -> Result<HashMap<String, State>, JournalError> {
        self.store.sent()
    }

    /// Begins a run, and moves the journal to a thread of its own.
    pub(super) fn begin_run(
        mut self,
        endpoint: &EndpointSpec,
        project_id: &str,
    ) -> Result<(Writer, KeepOpen), JournalError> {
        self.store.begin_run(&endpoint.to_string(), project_id)?;
        let Self { store, path } = self;
        let error = |source| JournalError::Storage { path: path.clone(), source: Arc::new(source) };
        let ended = error(io::Error::other("the journal's thread has ended"));
        Writer::start(store, ended).map_err(error)
    }
}

impl fmt::Debug for Journal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Journal").field("path", &self.path).finish_non_exhaustive()
    }
}
