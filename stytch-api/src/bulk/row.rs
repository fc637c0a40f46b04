//! One row: what the journal knows of it, its call, and what the journal then records.

use crate::{
    bulk::{
        journal::{entry::Earlier, writer::Writer},
        outcome::{Completed, Outcome},
        request::{BulkRequest, CallSettings},
        unknown::{Effect, UnknownRule},
    },
    error::JournalError,
};

/// Processes the rows of a run.
pub(super) struct RowProcessor<E> {
    pub(super) settings: CallSettings,
    pub(super) journal: Option<Writer>,
    pub(super) unknown: UnknownRule<E>,
}

/// A processed row. With an error of the journal, there is an outcome only if the request was sent.
pub(super) struct Processed<R> {
    pub(super) completed: Option<Completed<R>>,
    pub(super) journal_error: Option<JournalError>,
}

impl<E: BulkRequest> RowProcessor<E> {
    pub(super) async fn process(&self, key: String, request: E) -> Processed<E::Response> {
        let Some(journal) = &self.journal else {
            let outcome = self.send(request).await;
            return Processed { completed: Some(Completed { key, outcome }), journal_error: None };
        };
        let outcome = match journal.begin(&key).await {
            Ok(Earlier::Nothing) => self.send(request).await,
            Ok(Earlier::Done) => Outcome::Skipped,
            Ok(Earlier::SameRun) => Outcome::Duplicate,
            Ok(Earlier::Unresolved) => match self.resolve(request).await {
                // The journal keeps the earlier evidence rather than the error of a check or a refusal.
                outcome @ Outcome::Unknown(_) => {
                    return Processed {
                        completed: Some(Completed { key, outcome }),
                        journal_error: None,
                    };
                }
                outcome => outcome,
            },
            Err(error) => return Processed { completed: None, journal_error: Some(error) },
        };
        let journal_error = match outcome.entry() {
            Some(entry) => journal.finish(&key, entry).await.err(),
            None => None,
        };
        Processed { completed: Some(Completed { key, outcome }), journal_error }
    }

    /// Processes a row that an earlier run may have carried out.
    async fn resolve(&self, request: E) -> Outcome<E::Response> {
        let check = match &self.unknown {
            UnknownRule::Report => return Outcome::Unknown(None),
            UnknownRule::Repeat => {
                return match self.send(request).await {
                    // It says nothing about the earlier request.
                    Outcome::Refused(error) => Outcome::Unknown(Some(error)),
                    outcome => outcome,
                };
            }
            UnknownRule::Check(check) => check,
        };
        match check(&request).await {
            Ok(Effect::Taken) => Outcome::Resolved,
            Ok(Effect::NotTaken) => self.send(request).await,
            Err(error) => Outcome::Unknown(Some(error)),
        }
    }

    async fn send(&self, request: E) -> Outcome<E::Response> {
        Outcome::of_call(request.send(&self.settings).await)
    }
}
