//! The thread that writes a journal. It commits the rows that arrive while it writes in one transaction, so
//! that many rows share a flush of the disk.

use std::{
    io,
    pin::Pin,
    task::{Context, Poll},
    thread,
};

use tokio::sync::{mpsc, oneshot};

use crate::{
    bulk::journal::{
        entry::{Earlier, Entry},
        store::{Rows, Store},
    },
    error::JournalError,
};

/// The most rows in one transaction, and the most that wait for the next one.
const MAX_BATCH: usize = 1024;

/// Sends what is to be recorded to the thread.
pub(crate) struct Writer {
    /// Weak, so that a row that is still being cancelled does not keep the journal open.
    commands: mpsc::WeakSender<Command>,
    /// Why nothing can be recorded, if the thread has ended.
    ended: JournalError,
}

/// Keeps the thread alive. When it is dropped, the thread ends and closes the journal.
pub(crate) struct KeepOpen {
    commands: Option<mpsc::Sender<Command>>,
    /// Its sender is dropped when the journal is closed.
    closed: oneshot::Receiver<()>,
}

impl KeepOpen {
    /// Lets the thread end, and waits until the journal is closed. Must not be polled after that.
    pub(crate) fn poll_close(&mut self, context: &mut Context<'_>) -> Poll<()> {
        self.commands = None;
        Pin::new(&mut self.closed).poll(context).map(|_| ())
    }
}

struct Command {
    key: String,
    /// What to record; `None` begins the row.
    entry: Option<Entry>,
    reply: oneshot::Sender<Result<Earlier, JournalError>>,
}

impl Writer {
    /// Starts the thread.
    pub(super) fn start(store: Store, ended: JournalError) -> io::Result<(Self, KeepOpen)> {
        let (commands, receiver) = mpsc::channel(MAX_BATCH);
        let (closing, closed) = oneshot::channel();
        thread::Builder::new().name("stytch-journal".to_owned()).spawn(move || {
            write(store, receiver);
            drop(closing);
        })?;
        let writer = Self { commands: commands.downgrade(), ended };
        Ok((writer, KeepOpen { commands: Some(commands), closed }))
    }

    /// Records that a row's request is about to be sent. Returns what was recorded before.
    pub(crate) async fn begin(&self, key: &str) -> Result<Earlier, JournalError> {
        self.send(key, None).await
    }

    /// Records an entry of a row.
    pub(crate) async fn record(&self, key: &str, entry: Entry) -> Result<(), JournalError> {
        self.send(key, Some(entry)).await.map(|_| ())
    }

    /// Returns when the change is on disk.
    async fn send(&self, key: &str, entry: Option<Entry>) -> Result<Earlier, JournalError> {
        let (reply, replied) = oneshot::channel();
        let command = Command { key: key.to_owned(), entry, reply };
        // These fail only if the run was dropped or the thread has panicked.
        let commands = self.commands.upgrade().ok_or_else(|| self.ended.clone())?;
        commands.send(command).await.map_err(|_| self.ended.clone())?;
        drop(commands);
        replied.await.unwrap_or_else(|_| Err(self.ended.clone()))
    }
}

/// Writes what arrives, and closes the journal when nothing more can.
fn write(mut store: Store, mut commands: mpsc::Receiver<Command>) {
    let mut batch = Vec::new();
    // After a failure, nothing is written: a later record would follow one that is missing.
    let mut failed = None;
    while commands.blocking_recv_many(&mut batch, MAX_BATCH) > 0 {
        let written = match &failed {
            Some(error) => Err(JournalError::clone(error)),
            None => store.transaction(|rows| {
                batch.iter().map(|command| apply(rows, command)).collect::<Result<Vec<_>, _>>()
            }),
        };
        match written {
            Ok(earlier) => {
                for (command, earlier) in batch.drain(..).zip(earlier) {
                    // The row may have been dropped.
                    _ = command.reply.send(Ok(earlier));
                }
            }
            Err(error) => {
                for command in batch.drain(..) {
                    _ = command.reply.send(Err(error.clone()));
                }
                failed = Some(error);
            }
        }
    }
}

fn apply(rows: &Rows<'_>, command: &Command) -> rusqlite::Result<Earlier> {
    match &command.entry {
        None => rows.begin(&command.key),
        Some(entry) => rows.record(&command.key, entry).map(|()| Earlier::SameRun),
    }
}

#[cfg(test)]
mod tests {
    use std::{future::poll_fn, path::Path};

    use rusqlite::Connection;

    use super::*;
    use crate::bulk::journal::entry::{JournalCounts, State};

    fn done() -> Entry {
        Entry { state: State::Done, ..Entry::SENT }
    }

    fn start(path: &Path) -> (Writer, KeepOpen) {
        let mut store = Store::open(path).unwrap();
        store.begin_run("POST /", "project-test-1").unwrap();
        let ended = JournalError::InUse { path: path.to_owned() };
        Writer::start(store, ended).unwrap()
    }

    fn is_storage(result: &Result<impl Sized, JournalError>) -> bool {
        matches!(result, Err(JournalError::Storage { .. }))
    }

    #[tokio::test]
    async fn nothing_is_recorded_after_the_first_error() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("journal");
        drop(Store::open(&path).unwrap());
        let fails = "CREATE TRIGGER fails BEFORE INSERT ON row WHEN NEW.key = 'b'
                     BEGIN SELECT RAISE(ABORT, 'a bad block'); END";
        Connection::open(&path).unwrap().execute_batch(fails).unwrap();

        let (writer, mut keep_open) = start(&path);
        assert_eq!(writer.begin("a").await.unwrap(), Earlier::Nothing);
        assert!(is_storage(&writer.begin("b").await));
        // Both could be written.
        assert!(is_storage(&writer.record("a", done()).await));
        assert!(is_storage(&writer.begin("c").await));
        poll_fn(|context| keep_open.poll_close(context)).await;
        let counts = Store::open(&path).unwrap().counts().unwrap();
        assert_eq!(counts, JournalCounts { unknown: 1, ..JournalCounts::default() });

        // Another run can record again.
        let (writer, _keep_open) = start(&path);
        assert_eq!(writer.begin("a").await.unwrap(), Earlier::Unresolved);
        assert_eq!(writer.begin("c").await.unwrap(), Earlier::Nothing);
    }
}
