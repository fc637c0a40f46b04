//! Shows how far a run is: a bar on a terminal, and lines elsewhere.

use std::{
    env,
    io::{self, IsTerminal as _},
    time::Duration,
};

use indicatif::{FormattedDuration, ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::cli::run::tally::Tally;

const BAR_INTERVAL: Duration = Duration::from_millis(200);
const LINE_INTERVAL: Duration = Duration::from_secs(10);

/// The progress of a run, on standard error. It has no colors.
#[derive(Debug)]
pub(crate) struct Progress {
    /// The number of rows; unknown if the rows come from a pipe.
    total: Option<u64>,
    /// Only on a terminal.
    bar: Option<ProgressBar>,
}

impl Progress {
    pub(crate) fn new(total: Option<u64>) -> Self {
        let is_dumb = env::var_os("TERM").is_some_and(|term| term == "dumb");
        let bar = (io::stderr().is_terminal() && !is_dumb).then(|| bar(total));
        Self { total, bar }
    }

    /// How often to [show](Self::show) the progress.
    pub(crate) fn interval(&self) -> Duration {
        if self.bar.is_some() { BAR_INTERVAL } else { LINE_INTERVAL }
    }

    /// Shows the rows that were processed in this time.
    pub(crate) fn show(&self, tally: &Tally, elapsed: Duration) {
        let text = progress_text(tally, self.total, elapsed);
        match &self.bar {
            Some(bar) => {
                bar.set_position(tally.processed());
                bar.set_message(text);
            }
            None => eprintln!("{text}"),
        }
    }

    /// Prints a line to standard error, above the bar.
    pub(crate) fn print(&self, line: &str) {
        match &self.bar {
            Some(bar) => bar.suspend(|| eprintln!("{line}")),
            None => eprintln!("{line}"),
        }
    }

    /// Removes the bar.
    pub(crate) fn finish(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

fn bar(total: Option<u64>) -> ProgressBar {
    let (bar, template) = match total {
        Some(total) => (ProgressBar::new(total), "[{bar:24}] {wide_msg}"),
        None => (ProgressBar::no_length(), "{spinner} {wide_msg}"),
    };
    bar.set_draw_target(ProgressDrawTarget::stderr());
    let style = ProgressStyle::with_template(template).expect("a valid template");
    bar.with_style(style.progress_chars("=> "))
}

/// Returns the progress as text: `120 of 500 rows: 118 done, 2 failed, 64.8/s, 00:00:06 left`.
fn progress_text(tally: &Tally, total: Option<u64>, elapsed: Duration) -> String {
    let processed = tally.processed();
    let of_total = total.map(|total| format!(" of {total}")).unwrap_or_default();
    let mut parts = vec![
        format!("{processed}{of_total} rows: {} done", tally.succeeded() - tally.skipped),
        format!("{} failed", tally.failed()),
    ];
    if tally.skipped > 0 {
        parts.push(format!("{} skipped", tally.skipped));
    }
    // Skipped rows take no time.
    let timed = processed - tally.skipped;
    if timed > 0 && !elapsed.is_zero() {
        let rate = float(timed) / elapsed.as_secs_f64();
        parts.push(format!("{rate:.1}/s"));
        let left = total.and_then(|total| total.checked_sub(processed));
        let left = left.and_then(|left| Duration::try_from_secs_f64(float(left) / rate).ok());
        parts.extend(left.map(|left| format!("{} left", FormattedDuration(left))));
    }
    parts.join(", ")
}

#[allow(clippy::cast_precision_loss, reason = "shown with few digits")]
fn float(count: u64) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(tally: &Tally, total: Option<u64>, seconds: u64) -> String {
        progress_text(tally, total, Duration::from_secs(seconds))
    }

    #[test]
    fn progress_has_counts_rate_and_time_left() {
        let tally = Tally { done: 600, refused: 50, ..Tally::default() };
        let expected = "650 of 50000 rows: 600 done, 50 failed, 65.0/s, 00:12:39 left";
        assert_eq!(text(&tally, Some(50_000), 10), expected);
        assert_eq!(text(&tally, None, 10), "650 rows: 600 done, 50 failed, 65.0/s");
        let nothing = Tally::default();
        assert_eq!(text(&nothing, Some(10), 5), "0 of 10 rows: 0 done, 0 failed");
    }

    #[test]
    fn skipped_rows_do_not_raise_the_rate() {
        let tally = Tally { done: 10, skipped: 980, ..Tally::default() };
        let expected = "990 of 1000 rows: 10 done, 0 failed, 980 skipped, 1.0/s, 00:00:10 left";
        assert_eq!(text(&tally, Some(1000), 10), expected);
    }
}
