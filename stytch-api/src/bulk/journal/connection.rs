//! The connection to the database of a journal: its settings, its tables and its write-ahead log.
//!
//! SQLite does not notice that a log is missing: the database then has the content of an earlier time. So
//! table `log` records whether there must be a log:
//!
//! - [`open_log`]: the log records that it is open, then the file does. The log is not empty then, and SQLite
//!   has made its entry in the folder durable.
//! - [`close_log`]: all rows are moved to the file, the log records that it is closed, SQLite moves that to the
//!   file, and deletes the log.
//!
//! So after a crash at any point, there is a log, or the file records that it is closed.

use std::{
    ffi::OsString,
    fs, io,
    path::{self, Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use rusqlite::{Connection, ErrorCode, OpenFlags, TransactionBehavior, config::DbConfig};

use crate::error::JournalError;

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
    CREATE TABLE log (is_open INTEGER NOT NULL) STRICT;
    INSERT INTO log (is_open) VALUES (0);
";

/// Connects to a journal, which no one else can open then. Creates it if there is no file or an empty one.
pub(super) fn connect(path: &Path) -> Result<Connection, JournalError> {
    if path.as_os_str().is_empty() {
        return Err(unusable(path, io::Error::other("the path is empty")));
    }
    // SQLite keeps `:memory:` in memory, and reads `file:…` as a URI. Absolute paths are neither.
    let absolute = path::absolute(path).map_err(|error| unusable(path, error))?;
    let sql_error = |error| storage_error(path, error);
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_CREATE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(&absolute, flags).map_err(sql_error)?;
    lock(&connection).map_err(sql_error)?;
    if !create_tables(&mut connection).map_err(sql_error)? {
        return Err(JournalError::NotAJournal { path: path.to_owned() });
    }
    let mode = use_log(&connection).map_err(sql_error)?;
    if mode != "wal" {
        let problem = "SQLite cannot keep a write-ahead log here; use a local disk";
        return Err(unusable(path, io::Error::other(problem)));
    }
    let log = log_path(&absolute).map_err(|error| unusable(path, error))?;
    let is_missing = fs::metadata(&log).map_or(true, |log| log.len() == 0);
    if is_missing && is_log_open(&connection).map_err(sql_error)? {
        return Err(JournalError::LogMissing { path: path.to_owned(), log });
    }
    Ok(connection)
}

fn lock(connection: &Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(BUSY_TIMEOUT)?;
    // Only `close_log` allows that the log is deleted.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    // The lock is taken with the first read and held until the connection is closed.
    connection.pragma_update(None, "locking_mode", "EXCLUSIVE")
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

/// Lets SQLite keep a write-ahead log, which needs one flush for each transaction. Returns the mode that it
/// uses.
fn use_log(connection: &Connection) -> rusqlite::Result<String> {
    let mode = connection.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get(0))?;
    // FULL flushes each transaction.
    connection.pragma_update(None, "synchronous", "FULL")?;
    // On macOS, a flush may otherwise end in the cache of the disk.
    connection.pragma_update(None, "fullfsync", true)?;
    connection.pragma_update(None, "checkpoint_fullfsync", true)?;
    Ok(mode)
}

/// Returns the path of the log. SQLite puts it beside the file that a symbolic link leads to.
fn log_path(path: &Path) -> io::Result<PathBuf> {
    let mut log: OsString = fs::canonicalize(path)?.into();
    log.push("-wal");
    Ok(log.into())
}

fn is_log_open(connection: &Connection) -> rusqlite::Result<bool> {
    connection.query_row("SELECT is_open FROM log", [], |row| row.get(0))
}

/// Records that rows may be in the log only.
pub(super) fn open_log(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute("UPDATE log SET is_open = 1", [])?;
    move_log(connection)
}

/// Lets SQLite delete the log when the connection is closed, after its rows are in the file.
pub(super) fn close_log(connection: &Connection) -> rusqlite::Result<()> {
    // Then the next change needs no space in the log, should the disk be full.
    move_log(connection)?;
    connection.execute("UPDATE log SET is_open = 0 WHERE is_open = 1", [])?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
    Ok(())
}

/// Moves the rows from the log to the file. The log keeps its size, and is then written from its start.
fn move_log(connection: &Connection) -> rusqlite::Result<()> {
    connection.query_row("PRAGMA wal_checkpoint(RESTART)", [], |_| Ok(()))
}

pub(super) fn storage_error(path: &Path, error: rusqlite::Error) -> JournalError {
    match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
            JournalError::InUse { path: path.to_owned() }
        }
        Some(ErrorCode::NotADatabase) => JournalError::NotAJournal { path: path.to_owned() },
        _ => JournalError::Storage { path: path.to_owned(), source: Arc::new(error) },
    }
}

fn unusable(path: &Path, error: io::Error) -> JournalError {
    JournalError::Storage { path: path.to_owned(), source: Arc::new(error) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_database_without_a_log_is_noticed() {
        let connection = Connection::open_in_memory().unwrap();
        assert_eq!(use_log(&connection).unwrap(), "memory");
    }
}
