//! What records a response before its row is done.

use std::{io, pin::Pin, sync::Arc};

use crate::error::JournalError;

type Recording = Pin<Box<dyn Future<Output = io::Result<()>> + Send>>;

type Record<R> = Box<dyn Fn(&str, &R) -> Recording + Send + Sync>;

/// The function that [`Bulk::record_first`](crate::bulk::Bulk::record_first) has set.
pub(super) struct RecordFirst<R>(Record<R>);

impl<R> RecordFirst<R> {
    pub(super) fn new<F>(record: impl Fn(&str, &R) -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = io::Result<()>> + Send + 'static,
    {
        Self(Box::new(move |key, response| Box::pin(record(key, response))))
    }

    /// Records the response of a row.
    pub(super) fn record(
        &self,
        key: &str,
        response: &R,
    ) -> impl Future<Output = Result<(), JournalError>> + Send + use<R> {
        let recording = (self.0)(key, response);
        async {
            let recorded = recording.await;
            recorded.map_err(|source| JournalError::RecordFirst { source: Arc::new(source) })
        }
    }
}
