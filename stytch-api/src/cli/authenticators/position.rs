//! Where a record is in its file.

use std::{fmt, sync::Arc};

use crate::error::Escaped;

/// Where a record is: `line 17`, `user 3`, or `users.json: user 3` if there are several files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Position {
    /// Absent if there is only one file.
    pub(crate) file: Option<Arc<str>>,
    pub(crate) unit: Unit,
    /// From 1.
    pub(crate) number: u64,
}

/// The unit by which the rows of a file are numbered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unit {
    Line,
    User,
    Object,
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(file) = &self.file {
            write!(f, "{}: ", Escaped(file))?;
        }
        let unit = match self.unit {
            Unit::Line => "line",
            Unit::User => "user",
            Unit::Object => "object",
        };
        write!(f, "{unit} {}", self.number)
    }
}
