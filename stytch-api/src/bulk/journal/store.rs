//! The database of a journal: what is read and written in one transaction.

#[cfg(feature = "cli")]
use std::collections::HashMap;
use std::{
    path::{Path, PathBuf},
    time::SystemTime,
};

use chrono::{DateTime, SecondsFormat, Utc};
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};

use crate::{
    bulk::journal::{
        connection::{close_log, connect, open_log, storage_error},
        entry::{Earlier, Entry, JournalCounts, State},
    },
    error::JournalError,
};

/// An open journal, which no one else can open.
pub(super) struct Store {
    connection: Connection,
    path: PathBuf,
    run: i64,
}

impl Store {
    /// Opens the journal, and creates it if there is no file or an empty one.
    pub(super) fn open(path: &Path) -> Result<Self, JournalError> {
        Ok(Self { connection: connect(path)?, path: path.to_owned(), run: 0 })
    }

    /// Begins a run. All runs of a journal call the same endpoint of the same project.
    pub(super) fn begin_run(
        &mut self,
        endpoint: &str,
        project_id: &str,
    ) -> Result<(), JournalError> {
        let run = insert_run(&mut self.connection, endpoint, project_id)
            .map_err(|error| storage_error(&self.path, error))?;
        match run {
            Run::Begun(id) => {
                self.run = id;
                Ok(())
            }
            Run::OtherEndpoint(recorded) => {
                Err(JournalError::OtherEndpoint { recorded, endpoint: endpoint.to_owned() })
            }
            Run::OtherProject(recorded) => {
                Err(JournalError::OtherProject { recorded, project_id: project_id.to_owned() })
            }
        }
    }

    /// Runs `actions` in one transaction, which is on disk when this returns.
    pub(super) fn transaction<T>(
        &mut self,
        actions: impl FnOnce(&Rows<'_>) -> rusqlite::Result<T>,
    ) -> Result<T, JournalError> {
        let Self { connection, path, run } = self;
        let result = connection.transaction_with_behavior(TransactionBehavior::Immediate).and_then(
            |transaction| {
                let rows = Rows { transaction, run: *run, now: now() };
                let result = actions(&rows)?;
                rows.transaction.commit()?;
                Ok(result)
            },
        );
        result.map_err(|error| storage_error(path, error))
    }

    pub(super) fn counts(&self) -> Result<JournalCounts, JournalError> {
        count_rows(&self.connection).map_err(|error| storage_error(&self.path, error))
    }

    #[cfg(feature = "cli")]
    pub(super) fn sent(&self) -> Result<HashMap<String, State>, JournalError> {
        sent_rows(&self.connection).map_err(|error| storage_error(&self.path, error))
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        // If this fails, the log stays, and the next run reads it.
        _ = close_log(&self.connection);
    }
}

/// The rows of a journal, in a transaction.
pub(super) struct Rows<'s> {
    transaction: Transaction<'s>,
    run: i64,
    now: String,
}

impl Rows<'_> {
    /// Records that a row's request is about to be sent, and returns what was recorded before. A row that
    /// is done, or that this run has already had, is left unchanged. An unresolved row keeps what was
    /// recorded of its error.
    pub(super) fn begin(&self, key: &str) -> rusqlite::Result<Earlier> {
        let mut select =
            self.transaction.prepare_cached("SELECT state, run FROM row WHERE key = ?1")?;
        let recorded = select
            .query_row([key], |row| Ok((row.get::<_, State>(0)?, row.get::<_, i64>(1)?)))
            .optional()?;
        let earlier = match recorded {
            Some((_, run)) if run == self.run => return Ok(Earlier::SameRun),
            Some((State::Done, _)) => return Ok(Earlier::Done),
            Some((State::Sent | State::Unknown, _)) => Earlier::Unresolved,
            Some((State::Refused, _)) | None => Earlier::Nothing,
        };
        let mut insert = self.transaction.prepare_cached(
            "INSERT INTO row (key, run, state, updated_at) VALUES (?1, ?2, 'sent', ?3)
             ON CONFLICT (key) DO UPDATE SET run = ?2, updated_at = ?3,
                 state = iif(state = 'refused', 'sent', state),
                 status = iif(state = 'refused', NULL, status),
                 error_type = iif(state = 'refused', NULL, error_type),
                 request_id = iif(state = 'refused', NULL, request_id)",
        )?;
        insert.execute(params![key, self.run, self.now])?;
        Ok(earlier)
    }

    /// Records an entry of a row.
    pub(super) fn record(&self, key: &str, entry: &Entry) -> rusqlite::Result<()> {
        let mut update = self.transaction.prepare_cached(
            "UPDATE row SET state = ?2, status = ?3, error_type = ?4, request_id = ?5, updated_at = ?6
             WHERE key = ?1",
        )?;
        let Entry { state, status, error_type, request_id } = entry;
        update.execute(params![key, state, status, error_type, request_id, self.now])?;
        Ok(())
    }
}

enum Run {
    Begun(i64),
    OtherEndpoint(String),
    OtherProject(String),
}

fn insert_run(
    connection: &mut Connection,
    endpoint: &str,
    project_id: &str,
) -> rusqlite::Result<Run> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let recorded = transaction
        .query_row("SELECT endpoint, project_id FROM run LIMIT 1", [], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))
        })
        .optional()?;
    if let Some((recorded_endpoint, recorded_project)) = recorded {
        if recorded_endpoint != endpoint {
            return Ok(Run::OtherEndpoint(recorded_endpoint));
        }
        if recorded_project != project_id {
            return Ok(Run::OtherProject(recorded_project));
        }
    }
    transaction.execute(
        "INSERT INTO run (endpoint, project_id, started_at) VALUES (?1, ?2, ?3)",
        params![endpoint, project_id, now()],
    )?;
    let id = transaction.last_insert_rowid();
    transaction.commit()?;
    open_log(connection)?;
    Ok(Run::Begun(id))
}

fn count_rows(connection: &Connection) -> rusqlite::Result<JournalCounts> {
    let mut counts = JournalCounts::default();
    let mut select = connection.prepare("SELECT state, count(*) FROM row GROUP BY state")?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        let count = row.get(1)?;
        match row.get(0)? {
            State::Done => counts.done = count,
            State::Refused => counts.refused = count,
            State::Sent | State::Unknown => counts.unknown += count,
        }
    }
    Ok(counts)
}

#[cfg(feature = "cli")]
fn sent_rows(connection: &Connection) -> rusqlite::Result<HashMap<String, State>> {
    let mut select = connection.prepare("SELECT key, state FROM row WHERE state != 'refused'")?;
    let rows = select.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    rows.collect()
}

fn now() -> String {
    DateTime::<Utc>::from(SystemTime::now()).to_rfc3339_opts(SecondsFormat::Millis, true)
}
