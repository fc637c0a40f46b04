//! A run: a stream that sends rows and yields their outcomes.

use std::{
    fmt,
    future::poll_fn,
    panic::resume_unwind,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, ready},
};

use futures_core::Stream;
use tokio::task::JoinSet;

use crate::{
    bulk::{
        journal::writer::KeepOpen,
        outcome::Completed,
        request::BulkRequest,
        row::{Processed, RowProcessor},
    },
    error::JournalError,
    schema::EndpointSpec,
};

/// A stream of outcomes, in the order in which they complete; created by [`Bulk::run`](crate::bulk::Bulk::run).
///
/// The journal is closed when the stream ends, so that another run can open it.
///
/// If the journal can no longer be written, no further request is sent. The stream still yields the outcomes
/// of the requests in flight, then the [`JournalError`], and ends.
///
/// If it is dropped, the requests in flight are cancelled, and the next run treats their rows as
/// [unknown](crate::bulk#unknown-outcomes). [`stop_when`](crate::bulk::Bulk::stop_when) ends a run without that.
///
/// It must be polled on a Tokio runtime.
#[must_use = "a stream does nothing until it is polled; call `next().await` in a loop"]
pub struct BulkRun<E: BulkRequest> {
    endpoint: &'static EndpointSpec,
    processor: Arc<RowProcessor<E>>,
    rows: Rows<E>,
    concurrency: usize,
    stop: Option<Stop>,
    in_flight: JoinSet<Processed<E::Response>>,
    /// No further rows are sent.
    ended: bool,
    /// Yielded at the end.
    journal_error: Option<JournalError>,
    /// Open until the last outcome is recorded.
    journal: Option<KeepOpen>,
}

/// Completes when no more rows are to be sent.
pub(super) type Stop = Pin<Box<dyn Future<Output = ()> + Send>>;

pub(super) enum Rows<E> {
    Iterator(Box<dyn Iterator<Item = (String, E)> + Send>),
    Stream(Pin<Box<dyn Stream<Item = (String, E)> + Send>>),
}

type Item<E> = Result<Completed<<E as BulkRequest>::Response>, JournalError>;

impl<E: BulkRequest> BulkRun<E> {
    pub(super) fn new(
        endpoint: &'static EndpointSpec,
        processor: RowProcessor<E>,
        rows: Rows<E>,
        concurrency: usize,
        stop: Option<Stop>,
        journal: Option<KeepOpen>,
    ) -> Self {
        Self {
            endpoint,
            processor: Arc::new(processor),
            rows,
            concurrency,
            stop,
            in_flight: JoinSet::new(),
            ended: false,
            journal_error: None,
            journal,
        }
    }

    /// Returns the next outcome, or `None` after the last one.
    ///
    /// Cancel safe: if the future is dropped, the requests stay in flight.
    ///
    /// # Errors
    /// [`JournalError::Storage`], as the last item, if the journal can no longer be written.
    pub async fn next(&mut self) -> Option<Result<Completed<E::Response>, JournalError>> {
        poll_fn(|context| self.poll(context)).await
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Item<E>>> {
        loop {
            self.send_rows(context);
            match self.in_flight.poll_join_next(context) {
                Poll::Ready(Some(Ok(processed))) => {
                    if let Some(error) = processed.journal_error {
                        self.ended = true;
                        // The errors of other rows have the same cause.
                        self.journal_error.get_or_insert(error);
                    }
                    if let Some(completed) = processed.completed {
                        return Poll::Ready(Some(Ok(completed)));
                    }
                }
                Poll::Ready(Some(Err(error))) => match error.try_into_panic() {
                    Ok(panic) => resume_unwind(panic),
                    // The runtime is shutting down. The row has no outcome.
                    Err(_) => self.ended = true,
                },
                Poll::Ready(None) if self.ended => {
                    if let Some(journal) = &mut self.journal {
                        ready!(journal.poll_close(context));
                        self.journal = None;
                    }
                    return Poll::Ready(self.journal_error.take().map(Err));
                }
                Poll::Ready(None) | Poll::Pending => return Poll::Pending,
            }
        }
    }

    /// Starts the available rows, up to the concurrency.
    fn send_rows(&mut self, context: &mut Context<'_>) {
        if let Some(stop) = &mut self.stop
            && !self.ended
            && stop.as_mut().poll(context).is_ready()
        {
            self.ended = true;
        }
        while !self.ended && self.in_flight.len() < self.concurrency {
            match self.rows.poll_next(context) {
                Poll::Ready(Some((key, request))) => {
                    let processor = self.processor.clone();
                    self.in_flight.spawn(async move { processor.process(key, request).await });
                }
                Poll::Ready(None) => self.ended = true,
                Poll::Pending => return,
            }
        }
    }
}

impl<E> Rows<E> {
    fn poll_next(&mut self, context: &mut Context<'_>) -> Poll<Option<(String, E)>> {
        match self {
            Self::Iterator(rows) => Poll::Ready(rows.next()),
            Self::Stream(rows) => rows.as_mut().poll_next(context),
        }
    }
}

// No field is structurally pinned.
impl<E: BulkRequest> Unpin for BulkRun<E> {}

impl<E: BulkRequest> Stream for BulkRun<E> {
    type Item = Item<E>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll(context)
    }
}

impl<E: BulkRequest> fmt::Debug for BulkRun<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BulkRun")
            .field("endpoint", &format_args!("{}", self.endpoint))
            .field("in_flight", &self.in_flight.len())
            .finish_non_exhaustive()
    }
}
