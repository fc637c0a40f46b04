//! Passes the rows of the input to the run.

use std::{
    io,
    pin::Pin,
    task::{Context, Poll},
    thread,
};

use futures_core::Stream;
use tokio::sync::{mpsc, oneshot};

use crate::{
    Metadata,
    cli::{
        bulk::{plan::Plan, row::RowError, row_source::Rows},
        run::selection::Selection,
    },
};

/// The number of rows that are read ahead.
const AHEAD: usize = 64;

/// The keys and fields of the rows that belong to a run, as a thread reads them: reading may block.
#[derive(Debug)]
pub(crate) struct Feed {
    rows: mpsc::Receiver<(String, Metadata)>,
}

/// The error that has ended a [`Feed`], once that has ended.
pub(crate) type FeedError = oneshot::Receiver<RowError>;

/// Starts to read the rows. The first invalid row ends them.
pub(crate) fn start(plan: Plan, selection: Selection, rows: Rows) -> io::Result<(Feed, FeedError)> {
    let (sender, receiver) = mpsc::channel(AHEAD);
    let (error_sender, error) = oneshot::channel();
    thread::Builder::new().name("rows".to_owned()).spawn(move || {
        if let Err(error) = send_rows(&plan, selection, rows, &sender) {
            // Sent before the rows end: `sender` is dropped later. The run may have ended without a receiver.
            let _ = error_sender.send(error);
        }
    })?;
    Ok((Feed { rows: receiver }, error))
}

fn send_rows(
    plan: &Plan,
    mut selection: Selection,
    mut rows: Rows,
    sender: &mpsc::Sender<(String, Metadata)>,
) -> Result<(), RowError> {
    while !selection.is_complete()
        && let Some(row) = rows.next()
    {
        let row = plan.keyed(row?)?;
        // The receiver is dropped when the run is stopped.
        if selection.take(&row.key) && sender.blocking_send((row.key, row.fields)).is_err() {
            break;
        }
    }
    Ok(())
}

impl Stream for Feed {
    type Item = (String, Metadata);

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.rows.poll_recv(context)
    }
}
