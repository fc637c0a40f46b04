//! The database of a journal: its tables, and what is read and written in one transaction.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, SystemTime},
};

use chrono::{DateTime, SecondsFormat, Utc};
use rusqlite::{
    Connection, ErrorCode, OptionalExtension, Transaction, TransactionBehavior, params,
};

use crate::{
    bulk::journal::entry::{Earlier, Entry, JournalCounts, State},
    error::JournalError,
};

/// Marks an SQLite database as a journal; the bytes of `SAJn`.
const APPLICATION_ID: i32 = 0x5341_4a6e;
const VERSION: i32 = 1;

/// How long another process may still hold the file, for example one that is about to end.
const BUSY_TIMEOUT: Duration = Duration::from_secs(2);

const TABLES: &str = "
    CREATE TABLE run (
        id INTEGER PRIMARY KEY,
        endpoint TEXT NOT NULL,
        project_id TEXT NOT NULL,
        started_at TEXT NOT NULL
    ) STRICT;
    CREATE TABLE row (
        key TEXT PRIMARY KEY,
        run INTEGER NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('sent', 'done', 'refused', 'unknown')),
        status INTEGER,
        error_type TEXT,
        request_id TEXT,
        updated_at TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
";

/// An open journal, which no one else can open.
pub(super) struct Store {
    connection: Connection,
    path: PathBuf,
    run: i64,
}

impl Store {
    /// Opens the journal, and creates it if there is no file or an empty one.
    pub(super) fn open(path: &Path) -> Result<Self, JournalError> {
        let opened = Connection::open(path).and_then(|mut connection| {
            connection.busy_timeout(BUSY_TIMEOUT)?;
            // The lock is taken with the first read and held until the connection is closed.
            connection.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
            if !create_tables(&mut connection)? {
                return Ok(None);
            }
            // A write-ahead log needs one flush for each transaction. FULL flushes each of them.
            connection.pragma_update(None, "journal_mode", "WAL")?;
            connection.pragma_update(None, "synchronous", "FULL")?;
            Ok(Some(connection))
        });
        match opened {
            Ok(Some(connection)) => Ok(Self { connection, path: path.to_owned(), run: 0 }),
            Ok(None) => Err(JournalError::NotAJournal { path: path.to_owned() }),
            Err(error) => Err(storage_error(path, error)),
        }
    }

    /// Begins a run. All runs of a journal call the same endpoint of the same project.
    pub(super) fn begin_run(
        &mut self,
        endpoint: &str,
        project_id: &str,
    ) -> Result<(), JournalError> {
        let run = insert_run(&self.connection, endpoint, project_id)
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

    /// Records the outcome of a row.
    pub(super) fn finish(&self, key: &str, entry: &Entry) -> rusqlite::Result<()> {
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

fn insert_run(connection: &Connection, endpoint: &str, project_id: &str) -> rusqlite::Result<Run> {
    let recorded = connection
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
    connection.execute(
        "INSERT INTO run (endpoint, project_id, started_at) VALUES (?1, ?2, ?3)",
        params![endpoint, project_id, now()],
    )?;
    Ok(Run::Begun(connection.last_insert_rowid()))
}

/// Creates the tables in an empty database. Returns whether it is a journal now.
fn create_tables(connection: &mut Connection) -> rusqlite::Result<bool> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Exclusive)?;
    let is_empty: bool =
        transaction.query_row("SELECT count(*) = 0 FROM sqlite_schema", [], |row| row.get(0))?;
    if is_empty {
        transaction.execute_batch(TABLES)?;
        transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
        transaction.pragma_update(None, "user_version", VERSION)?;
    }
    let application_id: i32 =
        transaction.pragma_query_value(None, "application_id", |row| row.get(0))?;
    let version: i32 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
    transaction.commit()?;
    Ok(application_id == APPLICATION_ID && version == VERSION)
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

fn now() -> String {
    DateTime::<Utc>::from(SystemTime::now()).to_rfc3339_opts(SecondsFormat::Millis, true)
}

fn storage_error(path: &Path, error: rusqlite::Error) -> JournalError {
    let path = path.to_owned();
    match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => JournalError::InUse { path },
        Some(ErrorCode::NotADatabase) => JournalError::NotAJournal { path },
        _ => JournalError::Storage { path, source: Arc::new(error) },
    }
}
