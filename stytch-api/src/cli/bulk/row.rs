//! A row of the input.

use std::fmt;

use crate::{Metadata, error::Escaped};

/// A row as it was read: the number of its line, from 1, and its columns as fields.
#[derive(Debug, PartialEq)]
pub(crate) struct InputRow {
    pub(crate) line: u64,
    pub(crate) fields: Metadata,
}

/// Why a row is invalid. It contains no value of the row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RowError {
    pub(crate) line: u64,
    pub(crate) problem: String,
}

impl RowError {
    pub(crate) fn new(line: u64, problem: impl Into<String>) -> Self {
        Self { line, problem: problem.into() }
    }
}

impl fmt::Display for RowError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, Escaped(&self.problem))
    }
}
