//! The path to a decode failure.

use std::{cell::RefCell, fmt::Write as _};

use serde_core::de::Error;

use crate::{
    error::{Escaped, ReadError},
    schema::Table,
};

/// The path and the message of a failure. The path is filled from the inside out, while the error
/// returns through the fields.
#[derive(Default)]
pub(crate) struct DecodePath {
    /// Whether a request is read, or an object that is part of requests.
    is_request: bool,
    message: RefCell<Option<String>>,
    segments: RefCell<Vec<Segment>>,
}

pub(crate) enum Segment {
    Field(&'static str),
    Key(String),
    Index(usize),
}

impl DecodePath {
    /// Creates the path for reading an object with the table `root`.
    pub(crate) fn new(root: &Table) -> Self {
        Self { is_request: root.is_request(), ..Self::default() }
    }

    /// Whether the absence of a required field of `table` is a failure. Fields that are required only in
    /// requests may be absent from a response.
    pub(crate) fn enforces_required(&self, table: &Table) -> bool {
        table.has_required() && (self.is_request || !table.is_request())
    }

    /// Records the message of a failure and returns the error for serde.
    pub(crate) fn fail<E: Error>(&self, message: impl Into<String>) -> E {
        let message = message.into();
        let error = E::custom(&message);
        self.message.replace(Some(message));
        error
    }

    /// Adds the field, key or element that `error` returns through.
    pub(crate) fn enter<E>(&self, segment: Segment, error: E) -> E {
        self.segments.borrow_mut().push(segment);
        error
    }

    /// The path and message of `error`: the recorded message, or that of the JSON parser, which
    /// reports the line and column and quotes no value.
    pub(crate) fn read_error(&self, error: &serde_json::Error) -> ReadError {
        let problem = self.message.take().unwrap_or_else(|| error.to_string());
        ReadError { path: self.path(), problem }
    }

    /// The error of a body that is not valid UTF-8 at the byte `position`.
    pub(crate) fn invalid_utf8(&self, position: usize) -> ReadError {
        ReadError { path: self.path(), problem: format!("invalid UTF-8 at byte {position}") }
    }

    /// `error` with its path, for callers that decode through serde.
    pub(crate) fn describe<E: Error>(&self, error: E) -> E {
        match self.message.take() {
            Some(message) => match self.path() {
                path if path.is_empty() => E::custom(message),
                path => E::custom(format_args!("{}: {message}", Escaped(&path))),
            },
            None => error,
        }
    }

    fn path(&self) -> String {
        let mut path = String::new();
        for segment in self.segments.borrow().iter().rev() {
            let dot = if path.is_empty() { "" } else { "." };
            // Writing to a `String` cannot fail.
            let _ = match segment {
                Segment::Field(name) => write!(path, "{dot}{name}"),
                Segment::Key(key) => write!(path, "{dot}{key}"),
                Segment::Index(index) => write!(path, "[{index}]"),
            };
        }
        path
    }
}
