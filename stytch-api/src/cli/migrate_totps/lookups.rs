//! The rows of a run, as a stream.

use std::{
    num::NonZeroUsize,
    panic::resume_unwind,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
    vec::IntoIter,
};

use futures_core::Stream;
use tokio::task::JoinSet;

use crate::{
    b2b::totps::MigrateRequest,
    cli::{
        authenticators::row::Row,
        migrate_totps::lookup::{Lookup, request_as_named},
    },
};

/// The keys and the requests of the rows whose Members are found to be eligible, in the order in which they are.
///
/// A row is looked up shortly before it is sent: only as many as there may be requests in flight.
pub(super) struct Lookups {
    rows: IntoIter<Row>,
    lookup: Arc<Lookup>,
    concurrency: usize,
    in_flight: JoinSet<Option<(String, MigrateRequest)>>,
}

impl Lookups {
    pub(super) fn new(rows: Vec<Row>, lookup: Lookup, concurrency: NonZeroUsize) -> Self {
        let (rows, lookup) = (rows.into_iter(), Arc::new(lookup));
        Self { rows, lookup, concurrency: concurrency.get(), in_flight: JoinSet::new() }
    }

    pub(super) fn lookup(&self) -> &Lookup {
        &self.lookup
    }
}

impl Stream for Lookups {
    type Item = (String, MigrateRequest);

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        loop {
            while this.in_flight.len() < this.concurrency
                && let Some(row) = this.rows.next()
            {
                if this.lookup.is_done(&row.person.key()) {
                    return Poll::Ready(Some(request_as_named(row)));
                }
                let lookup = this.lookup.clone();
                this.in_flight.spawn(async move { lookup.find(row).await });
            }
            match this.in_flight.poll_join_next(context) {
                Poll::Ready(Some(Ok(Some(row)))) => return Poll::Ready(Some(row)),
                // Rejected.
                Poll::Ready(Some(Ok(None))) => {}
                Poll::Ready(Some(Err(error))) => match error.try_into_panic() {
                    Ok(panic) => resume_unwind(panic),
                    // The runtime is shutting down.
                    Err(_) => return Poll::Ready(None),
                },
                Poll::Ready(None) => return Poll::Ready(None),
                Poll::Pending => return Poll::Pending,
            }
        }
    }
}
