//! Which rows of the files are migrated, and which are not.

use std::{collections::HashSet, fmt::Write as _};

use crate::cli::{
    authenticators::{
        duplicates::{Duplicate, DuplicateRule, remove_duplicates},
        read::Contents,
        recovery_codes::HASHED,
        row::{InvalidRow, Row},
    },
    failure::Failure,
    run::{
        options::RunOptions,
        selection::Selection,
        summary::rows,
        unsent::{Reason, Unsent},
    },
};

/// The number of rows that a message lists.
const MAX_LISTED: usize = 10;

/// The rows of a run.
#[derive(Debug)]
pub(super) struct Plan {
    pub(super) rows: Vec<Row>,
    /// Those that are invalid, or lose to another one.
    pub(super) unsent: Vec<Unsent>,
}

/// Decides about the rows of the files. With a limit, the rows that are not sent are omitted: it is for a pilot,
/// which should succeed.
pub(super) fn plan(
    contents: Contents,
    rule: DuplicateRule,
    options: &RunOptions,
) -> Result<Plan, Failure> {
    check_recovery_codes(&contents.invalid)?;
    let (mut rows, duplicates) = remove_duplicates(contents.rows, rule);
    if rule == DuplicateRule::Fail && !duplicates.is_empty() {
        return Err(duplicate_failure(&duplicates));
    }
    let mut selection = options.selection();
    rows.retain(|row| selection.take(&row.person.key()));
    let mut unsent = Vec::new();
    if options.limit.is_none() {
        let mut selection = Selection::new(options.shard, None);
        unsent.extend(contents.invalid.into_iter().map(invalid_row));
        unsent.extend(duplicates.into_iter().map(duplicate_row));
        unsent.retain(|row: &Unsent| selection.take(&row.key));
    }
    Ok(Plan { rows, unsent })
}

impl Plan {
    pub(super) fn total(&self) -> u64 {
        (self.rows.len() + self.unsent.len()) as u64
    }

    /// Returns the keys of the people whose recovery codes are kept.
    pub(super) fn with_recovery_codes(&self) -> HashSet<String> {
        let rows = self.rows.iter().filter(|row| !row.recovery_codes.is_empty());
        rows.map(|row| row.person.key()).collect()
    }

    /// Says how to get the recovery codes that Stytch creates.
    pub(super) fn print_minted(&self) {
        let minted = (self.rows.len() - self.with_recovery_codes().len()) as u64;
        if minted > 0 {
            eprintln!(
                "{} without recovery codes: Stytch creates new ones; --codes-out writes them to a \
                 file, and `b2b.recovery_codes.get` reads them later",
                rows(minted)
            );
        }
    }
}

/// Refuses hashed recovery codes for all rows: the whole file has them.
fn check_recovery_codes(invalid: &[InvalidRow]) -> Result<(), Failure> {
    let mut hashed = invalid.iter().filter(|row| row.problem.cause == HASHED);
    let Some(first) = hashed.next() else { return Ok(()) };
    let count = rows(1 + hashed.count() as u64);
    Err(Failure::usage(format!(
        "the recovery codes of {count} are hashes, the first in {}; they cannot be migrated, because \
         only the hash itself would then log in, not the code that the person has. Omit them, so that \
         Stytch creates new ones, and write those to a file with --codes-out; nothing was sent",
        first.position
    )))
}

fn duplicate_failure(duplicates: &[Duplicate]) -> Failure {
    let count = rows(duplicates.len() as u64);
    let mut text = format!(
        "{count} would be the second authenticator of a person, and Stytch stores one; say which one to \
         migrate with --on-duplicate first or --on-duplicate last; nothing was sent"
    );
    for duplicate in duplicates.iter().take(MAX_LISTED) {
        let Duplicate { key, position, kept } = duplicate;
        // Writing to a `String` never fails.
        let _ = write!(text, "\n  {key}: {position}, after {kept}");
    }
    if duplicates.len() > MAX_LISTED {
        text.push_str("\n  …");
    }
    Failure::usage(text)
}

fn invalid_row(row: InvalidRow) -> Unsent {
    let InvalidRow { key, position, problem } = row;
    let text = format!("{} ({position})", problem.text);
    Unsent { key, reason: Reason::Rejected { cause: problem.cause, text } }
}

fn duplicate_row(duplicate: Duplicate) -> Unsent {
    let Duplicate { key, position, kept } = duplicate;
    let text = format!("that of {position} is not migrated, but that of {kept} is");
    Unsent { key, reason: Reason::Rejected { cause: "another authenticator".to_owned(), text } }
}
