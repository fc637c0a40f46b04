//! One row: what the journal knows of it, its call, and what the journal then records.

use crate::{
    bulk::{
        journal::{
            entry::{Earlier, Entry},
            writer::Writer,
        },
        outcome::{Completed, Outcome},
        record_first::RecordFirst,
        request::{BulkRequest, CallSettings},
        unknown::{Effect, UnknownRule},
    },
    error::JournalError,
};

/// Processes the rows of a run.
pub(super) struct RowProcessor<E: BulkRequest> {
    pub(super) settings: CallSettings,
    pub(super) journal: Option<Writer>,
    pub(super) unknown: UnknownRule<E>,
    pub(super) record_first: Option<RecordFirst<E::Response>>,
}

/// A processed row. With an error of the journal, there is an outcome only if the request was sent.
pub(super) struct Processed<R> {
    pub(super) completed: Option<Completed<R>>,
    pub(super) journal_error: Option<JournalError>,
}

/// An outcome, and what the journal then records; `None` leaves the row as it is recorded.
type Recorded<R> = (Outcome<R>, Option<Entry>);

impl<E: BulkRequest> RowProcessor<E> {
    pub(super) async fn process(&self, key: String, request: E) -> Processed<E::Response> {
        let Some(journal) = &self.journal else {
            let outcome = self.send(request).await;
            let journal_error = self.record_first(&key, &outcome).await.err();
            return Processed { completed: Some(Completed { key, outcome }), journal_error };
        };
        let (outcome, entry) = match self.send_unless_done(journal, &key, request).await {
            Ok(recorded) => recorded,
            Err(error) => return Processed { completed: None, journal_error: Some(error) },
        };
        let journal_error = match (self.record_first(&key, &outcome).await, entry) {
            (Ok(()), Some(entry)) => journal.record(&key, entry).await.err(),
            (Ok(()), None) => None,
            (Err(error), _) => Some(error),
        };
        Processed { completed: Some(Completed { key, outcome }), journal_error }
    }

    /// Sends the request unless the journal says that it was, or may have been, carried out.
    async fn send_unless_done(
        &self,
        journal: &Writer,
        key: &str,
        request: E,
    ) -> Result<Recorded<E::Response>, JournalError> {
        match journal.begin(key).await? {
            Earlier::Nothing => Ok(recorded(self.send(request).await)),
            Earlier::Done => Ok(recorded(Outcome::Skipped)),
            Earlier::SameRun => Ok(recorded(Outcome::Duplicate)),
            Earlier::Unresolved => self.resolve(journal, key, request).await,
        }
    }

    /// Processes a row that an earlier run may have carried out. The journal keeps what it recorded of the
    /// earlier request until a later one has been sent whose outcome matters more.
    async fn resolve(
        &self,
        journal: &Writer,
        key: &str,
        request: E,
    ) -> Result<Recorded<E::Response>, JournalError> {
        let check = match &self.unknown {
            UnknownRule::Report => return Ok(recorded(Outcome::Unknown(None))),
            UnknownRule::Repeat => {
                return Ok(match self.send(request).await {
                    // It says nothing about the earlier request.
                    Outcome::Refused(error) => (Outcome::Unknown(Some(error)), None),
                    outcome => recorded(outcome),
                });
            }
            UnknownRule::Check(check) => check,
        };
        match check(&request).await {
            Ok(Effect::Taken) => Ok(recorded(Outcome::Resolved)),
            Ok(Effect::NotTaken) => {
                // The earlier request no longer matters.
                journal.record(key, Entry::SENT).await?;
                Ok(recorded(self.send(request).await))
            }
            Err(error) => Ok((Outcome::Unknown(Some(error)), None)),
        }
    }

    async fn send(&self, request: E) -> Outcome<E::Response> {
        match Outcome::of_call(request.send(&self.settings).await) {
            // Its response cannot be recorded, so a later run has to decide about the row.
            Outcome::Unreadable(error) if self.record_first.is_some() => {
                Outcome::Unknown(Some(error))
            }
            outcome => outcome,
        }
    }

    /// Records the response, if there is one and if it is to be recorded before the row is done. The future
    /// does not borrow the outcome, because a response need not be `Sync`.
    fn record_first(
        &self,
        key: &str,
        outcome: &Outcome<E::Response>,
    ) -> impl Future<Output = Result<(), JournalError>> + Send + use<E> {
        let recording = match (&self.record_first, outcome) {
            (Some(first), Outcome::Done(response)) => Some(first.record(key, response)),
            _ => None,
        };
        async {
            match recording {
                Some(recording) => recording.await,
                None => Ok(()),
            }
        }
    }
}

fn recorded<R>(outcome: Outcome<R>) -> Recorded<R> {
    let entry = outcome.entry();
    (outcome, entry)
}
