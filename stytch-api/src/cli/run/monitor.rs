//! Follows a run: counts its outcomes, shows its progress and writes its report.

use std::{path::PathBuf, time::Instant};

use tokio::sync::mpsc;

use crate::{
    bulk::{Completed, Outcome},
    cli::{
        failure::Failure,
        output::print,
        run::{
            outcome_name::outcome_name,
            progress::Progress,
            report::Report,
            request_id::RequestId,
            stop::Stop,
            summary::{how_to_resume, rows, summary},
            tally::Tally,
            unsent::Unsent,
        },
    },
    error::Escaped,
};

/// The number of failed rows whose errors are printed. The report has all of them.
const MAX_PRINTED: u64 = 10;

/// What became of a run so far.
#[derive(Debug)]
pub(crate) struct Monitor {
    pub(crate) stop: Stop,
    pub(crate) progress: Progress,
    journal: Option<PathBuf>,
    report: Option<Report>,
    /// Why the report is incomplete.
    report_failure: Option<Failure>,
    tally: Tally,
    total: Option<u64>,
    started: Instant,
    /// The rows that the source of the run does not pass on.
    pub(crate) unsent: Option<mpsc::UnboundedReceiver<Unsent>>,
}

impl Monitor {
    /// Starts to follow a run of `total` rows, if their number is known. `journal` is the path of its journal.
    pub(crate) fn new(
        stop: Stop,
        journal: Option<PathBuf>,
        report: Option<Report>,
        total: Option<u64>,
    ) -> Self {
        Self {
            stop,
            progress: Progress::new(total),
            journal,
            report,
            report_failure: None,
            tally: Tally::default(),
            total,
            started: Instant::now(),
            unsent: None,
        }
    }

    /// Records the outcome of a row. If the report cannot be written, the run ends early.
    pub(crate) fn record<R: RequestId>(&mut self, row: &Completed<R>) {
        let failed = self.tally.failed();
        self.tally.record(&row.outcome);
        if self.tally.failed() > failed {
            self.print_failure(&describe(row));
        }
        let written = self.report.as_mut().map(|report| report.write(row));
        self.check_report(written);
    }

    /// Records a row that is not sent.
    pub(crate) fn record_unsent(&mut self, row: &Unsent) {
        self.tally.record_unsent(row);
        if let Some(problem) = row.problem() {
            self.print_failure(&format!("{}: {}", Escaped(&row.key), Escaped(&problem)));
        }
        let written = self.report.as_mut().map(|report| report.write_unsent(row));
        self.check_report(written);
    }

    /// Returns the next row that is not sent. Cancel safe.
    pub(crate) async fn next_unsent(&mut self) -> Unsent {
        if let Some(unsent) = &mut self.unsent
            && let Some(row) = unsent.recv().await
        {
            return row;
        }
        std::future::pending().await
    }

    /// Records the remaining rows that are not sent.
    pub(crate) fn record_remaining(&mut self) {
        while let Some(Ok(row)) = self.unsent.as_mut().map(mpsc::UnboundedReceiver::try_recv) {
            self.record_unsent(&row);
        }
    }

    fn check_report(&mut self, written: Option<Result<(), Failure>>) {
        if let Some(Err(failure)) = written {
            self.report = None;
            self.report_failure = Some(failure);
            self.stop.request();
        }
    }

    fn print_failure(&self, description: &str) {
        let failed = self.tally.failed();
        if failed > MAX_PRINTED {
            return;
        }
        self.progress.print(description);
        if failed == MAX_PRINTED {
            self.progress
                .print("further rows that fail are counted, and listed in the report only");
        }
    }

    pub(crate) fn show_progress(&self) {
        self.progress.show(&self.tally, self.started.elapsed());
    }

    /// Prints the summary. `ended` is an error if the run ended before its last row.
    pub(crate) fn finish(self, ended: Result<(), Failure>) -> Result<(), Failure> {
        self.progress.finish();
        let mut text = summary(&self.tally);
        if let Some(report) = &self.report {
            text.push_str("report: ");
            text.push_str(&report.path().to_string_lossy());
        }
        // The exit status, the journal and the report say the same, so this may fail.
        let _ = print(&text);
        ended?;
        if let Some(failure) = self.report_failure {
            return Err(failure);
        }
        let processed = self.tally.processed();
        let is_complete = self.total == Some(processed);
        if self.stop.is_requested() && !is_complete {
            let advice = how_to_resume(self.journal.as_deref());
            return Err(Failure::call(format!("the run was stopped; {advice}")));
        }
        match self.tally.failed() {
            0 => Ok(()),
            failed => Err(Failure::rows(format!("{} failed", rows(failed)))),
        }
    }
}

/// Describes a row that has failed.
fn describe<R>(row: &Completed<R>) -> String {
    let (key, name) = (Escaped(&row.key), outcome_name(&row.outcome));
    match (row.outcome.error(), &row.outcome) {
        (Some(error), _) => format!("{key}: {name}: {error}"),
        (None, Outcome::Unknown(_)) => {
            format!("{key}: {name}: an earlier run sent it without learning its outcome")
        }
        (None, _) => format!("{key}: {name}"),
    }
}
