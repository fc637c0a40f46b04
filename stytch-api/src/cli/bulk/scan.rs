//! Reads all rows before anything is sent.

use std::collections::HashMap;

use crate::{
    RequestError,
    cli::{
        bulk::{
            plan::{KeyedRow, Plan},
            row::RowError,
            row_source::Rows,
        },
        failure::Failure,
        run::{selection::Selection, shard::key_hash},
    },
    client::check_fields,
};

/// The number of invalid rows that are listed.
const MAX_LISTED: usize = 10;

/// How many rows the input has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) all: u64,
    /// Those that belong to the run.
    pub(crate) selected: u64,
}

/// Checks all rows: their syntax, their fields, and that their keys differ. The error lists the first invalid
/// rows.
pub(crate) fn scan(plan: &Plan, mut selection: Selection, input: Rows) -> Result<Counts, Failure> {
    let mut counts = Counts::default();
    let mut lines = HashMap::new();
    let mut errors = Vec::new();
    let mut invalid = 0;
    for row in input {
        counts.all += 1;
        let checked = row.and_then(|row| plan.keyed(row)).and_then(|row| {
            let selected = selection.take(&row.key);
            check_key(&mut lines, &row)?;
            check_row(plan, row)?;
            Ok(selected)
        });
        match checked {
            Ok(selected) => counts.selected += u64::from(selected),
            Err(error) => {
                invalid += 1;
                if errors.len() < MAX_LISTED {
                    errors.push(error.to_string());
                }
            }
        }
    }
    if errors.is_empty() { Ok(counts) } else { Err(failure(&errors, invalid)) }
}

/// Checks that no earlier row has the same key. Two keys with the same hash are taken for the same, which is
/// less likely than one in a million with a million rows.
fn check_key(lines: &mut HashMap<u64, u64>, row: &KeyedRow) -> Result<(), RowError> {
    match lines.insert(key_hash(&row.key), row.line) {
        None => Ok(()),
        Some(earlier) => Err(RowError::new(
            row.line,
            format!("the key `{}` is also that of line {earlier}; see `--key`", row.key),
        )),
    }
}

fn check_row(plan: &Plan, row: KeyedRow) -> Result<(), RowError> {
    let KeyedRow { line, fields, .. } = row;
    check_fields(plan.endpoint, fields).map_err(|RequestError { field, problem, .. }| {
        RowError::new(
            line,
            match field {
                Some(field) => format!("`{field}`: {problem}"),
                None => problem,
            },
        )
    })
}

fn failure(errors: &[String], invalid: u64) -> Failure {
    let mut text = errors.join("\n");
    let listed = errors.len() as u64;
    if invalid > listed {
        text = format!("{text}\nand {} more", invalid - listed);
    }
    Failure::usage(format!(
        "{text}\n{} invalid; nothing was sent",
        match invalid {
            1 => "1 row is".to_owned(),
            invalid => format!("{invalid} rows are"),
        }
    ))
}
