//! A run that looks its rows up, and sends none.

use std::{
    pin::Pin,
    task::{Context, Poll, ready},
};

use futures_core::Stream;
use tokio::sync::mpsc::UnboundedSender;

use crate::{
    b2b::totps::MigrateResponse,
    bulk::Completed,
    cli::{
        migrate_totps::lookups::Lookups,
        run::{
            stop::Stop,
            unsent::{Reason, Unsent},
        },
    },
    error::JournalError,
};

/// A run without outcomes: it passes on each row as one that is not sent.
pub(super) struct DryRun {
    lookups: Lookups,
    unsent: UnboundedSender<Unsent>,
    stop: Stop,
}

impl DryRun {
    pub(super) fn new(lookups: Lookups, unsent: UnboundedSender<Unsent>, stop: Stop) -> Self {
        Self { lookups, unsent, stop }
    }
}

impl Stream for DryRun {
    type Item = Result<Completed<MigrateResponse>, JournalError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        while !self.stop.is_requested() {
            let Some((key, _)) = ready!(Pin::new(&mut self.lookups).poll_next(context)) else {
                break;
            };
            let is_done = self.lookups.lookup().is_done(&key);
            let reason = if is_done { Reason::DoneBefore } else { Reason::DryRun };
            // The receiver is dropped only after the run has ended.
            _ = self.unsent.send(Unsent { key, reason });
        }
        Poll::Ready(None)
    }
}
