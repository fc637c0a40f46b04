//! What a run says when it has ended.

use std::{fmt::Write as _, path::Path};

use crate::{cli::run::tally::Tally, error::Escaped};

/// Returns the counts of all outcomes that occurred, and of the errors, most frequent first.
pub(crate) fn summary(tally: &Tally) -> String {
    let mut text = format!("{} processed\n", rows(tally.processed()));
    let outcomes = [
        (tally.eligible, "eligible; a run without --dry-run sends them"),
        (tally.done, "done"),
        (tally.unreadable, "done, with an unreadable response"),
        (tally.resolved, "done by an earlier run, as a check found"),
        (tally.skipped, "skipped, because an earlier run did them"),
        (tally.refused, "refused; the next run sends them again"),
        (tally.unknown, "unknown: they may have been carried out"),
        (tally.duplicate, "not sent, because an earlier row has the same key"),
        (tally.rejected, "rejected, and not sent"),
    ];
    for (count, meaning) in outcomes {
        if count > 0 {
            // Writing to a `String` never fails, here and below.
            let _ = writeln!(text, "{count:>9} {meaning}");
        }
    }
    let mut causes: Vec<_> = tally.causes.iter().collect();
    causes.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    if !causes.is_empty() {
        text.push_str("errors\n");
    }
    for (cause, count) in causes {
        let _ = writeln!(text, "{count:>9} {}", Escaped(cause));
    }
    text
}

/// Returns what to do if a run has ended before its last row.
pub(crate) fn how_to_resume(journal: Option<&Path>) -> String {
    match journal {
        Some(journal) => format!(
            "to resume the run, start the same command again: the journal {} records which rows are done",
            journal.display()
        ),
        None => "the run cannot be resumed, because it had no `--journal`; \
                 remove the rows that are done before you start it again"
            .to_owned(),
    }
}

/// Returns a number of rows.
pub(crate) fn rows(count: u64) -> String {
    if count == 1 { "1 row".to_owned() } else { format!("{count} rows") }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn a_summary_lists_what_occurred() {
        let causes = [("timeout", 1), ("duplicate_email", 3), ("a\u{1b}[31m", 2)];
        let causes = BTreeMap::from(causes.map(|(cause, count)| (cause.to_owned(), count)));
        let tally = Tally { done: 1000, refused: 5, unknown: 1, causes, ..Tally::default() };
        let expected = concat!(
            "1006 rows processed\n",
            "     1000 done\n",
            "        5 refused; the next run sends them again\n",
            "        1 unknown: they may have been carried out\n",
            "errors\n",
            "        3 duplicate_email\n",
            "        2 a\\u{1b}[31m\n",
            "        1 timeout\n",
        );
        assert_eq!(summary(&tally), expected);
        let one = Tally { done: 1, ..Tally::default() };
        assert_eq!(summary(&one), "1 row processed\n        1 done\n");
    }
}
