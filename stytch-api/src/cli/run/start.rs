//! Starts a run as its options say.

use crate::{
    bulk::{Bulk, BulkRequest, BulkRun, Journal},
    cli::{
        failure::Failure,
        run::{
            monitor::Monitor,
            options::{RunOptions, Unknown},
            report::{Existing, Report},
            stop::Stop,
        },
    },
    error::JournalError,
};

/// Opens the journal and the report, and starts the run. Nothing is sent before the run is polled.
///
/// `total` is the number of rows, if that is known.
pub(crate) fn start<E: BulkRequest>(
    bulk: Bulk<E>,
    options: &RunOptions,
    stop: Stop,
    total: Option<u64>,
) -> Result<(BulkRun<E>, Monitor), Failure> {
    let invalid = |error: JournalError| Failure::usage(error.to_string());
    let mut bulk = bulk.concurrency(options.concurrency).stop_when(stop.requested());
    bulk = match options.unknown {
        Some(Unknown::Report) => bulk.report_unknown(),
        Some(Unknown::Repeat) => bulk.repeat_unknown(),
        None => bulk,
    };
    let mut existing = Existing::Refuse;
    if let Some(path) = &options.journal {
        let journal = Journal::open(path).map_err(invalid)?;
        let counts = journal.counts().map_err(invalid)?;
        if counts.done + counts.refused + counts.unknown > 0 {
            existing = Existing::Append;
        }
        bulk = bulk.journal(journal);
    }
    // The journal of another run is refused before a report is created.
    let run = bulk.run().map_err(invalid)?;
    let report = options.report.as_ref().map(|path| Report::open(path, existing)).transpose()?;
    Ok((run, Monitor::new(stop, options.journal.clone(), report, total)))
}
