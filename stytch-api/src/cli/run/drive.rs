//! Polls a run to its end.

use std::{future::poll_fn, pin::Pin};

use futures_core::Stream;
use tokio::time::{Instant, interval_at};

use crate::{
    bulk::Completed,
    cli::{
        failure::Failure,
        run::{monitor::Monitor, request_id::RequestId},
    },
    error::JournalError,
};

/// Passes the outcomes of a run to its monitor, until the run has ended. The run must have been given
/// [`Stop::requested`](crate::cli::run::stop::Stop::requested) as its end.
pub(crate) async fn drive<R: RequestId>(
    mut run: impl Stream<Item = Result<Completed<R>, JournalError>> + Unpin,
    monitor: &mut Monitor,
) -> Result<(), Failure> {
    let interval = monitor.progress.interval();
    let mut ticks = interval_at(Instant::now() + interval, interval);
    let stop = monitor.stop.requested();
    tokio::pin!(stop);
    let mut is_stopping = false;
    let ended = loop {
        tokio::select! {
            row = next(&mut run) => match row {
                Some(Ok(row)) => monitor.record(&row),
                Some(Err(error)) => break Err(Failure::call(error.to_string())),
                None => break Ok(()),
            },
            row = monitor.next_unsent() => monitor.record_unsent(&row),
            _ = ticks.tick() => monitor.show_progress(),
            () = &mut stop, if !is_stopping => {
                is_stopping = true;
                monitor.progress.print(
                    "stopping: waiting for the requests in flight; press Ctrl-C again to end at once",
                );
            }
        }
    };
    monitor.record_remaining();
    ended
}

/// Returns the next item. Cancel safe.
async fn next<S: Stream + Unpin>(stream: &mut S) -> Option<S::Item> {
    poll_fn(|context| Pin::new(&mut *stream).poll_next(context)).await
}
