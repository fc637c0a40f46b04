//! The lines of a report.

use std::path::Path;

use serde_json::json;

use crate::{
    Error, Json, Metadata,
    bulk::{Completed, Outcome},
    cli::run::{
        outcome_name::{cause, outcome_name},
        request_id::RequestId,
        unsent::Unsent,
    },
};

/// The names of the columns, or of the members of a JSON object.
const COLUMNS: [&str; 6] = ["key", "outcome", "status", "error_type", "request_id", "cause"];

/// The format of a report, by the extension of its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    Csv,
    JsonLines,
}

/// What a report says about a row.
pub(super) struct Line<'a> {
    key: &'a str,
    outcome: &'static str,
    status: Option<u16>,
    error_type: Option<String>,
    request_id: Option<&'a str>,
    cause: Option<String>,
}

impl<'a> Line<'a> {
    pub(super) fn new<R: RequestId>(row: &'a Completed<R>) -> Self {
        let error = row.outcome.error();
        let request_id = match &row.outcome {
            Outcome::Done(response) => response.request_id(),
            _ => error.and_then(Error::request_id),
        };
        Self {
            key: &row.key,
            outcome: outcome_name(&row.outcome),
            status: error.and_then(Error::status),
            error_type: error.and_then(Error::error_type).map(ToString::to_string),
            request_id,
            cause: error.map(cause),
        }
    }

    pub(super) fn of_unsent(row: &'a Unsent) -> Self {
        Self {
            key: &row.key,
            outcome: row.outcome_name(),
            status: None,
            error_type: None,
            request_id: None,
            cause: row.problem(),
        }
    }
}

impl Format {
    pub(super) fn of(path: &Path) -> Result<Self, String> {
        let extension = path.extension().unwrap_or_default().to_ascii_lowercase();
        match extension.to_str() {
            Some("csv") => Ok(Self::Csv),
            Some("jsonl" | "ndjson") => Ok(Self::JsonLines),
            _ => Err(format!(
                "the name of the report {} must end with `.csv` or, for JSON Lines, with `.jsonl`",
                path.display()
            )),
        }
    }

    pub(super) fn header(self) -> String {
        match self {
            Self::Csv => format!("{}\n", COLUMNS.join(",")),
            Self::JsonLines => String::new(),
        }
    }

    pub(super) fn is_first_line(self, line: &[u8]) -> bool {
        match self {
            Self::Csv => line == self.header().as_bytes(),
            Self::JsonLines => serde_json::from_slice::<Json>(line)
                .is_ok_and(|line| COLUMNS.iter().all(|column| line.get(column).is_some())),
        }
    }

    pub(super) fn line(self, line: &Line<'_>) -> Vec<u8> {
        let Line { key, outcome, status, error_type, request_id, cause } = line;
        match self {
            Self::Csv => {
                let status = status.map(|status| status.to_string()).unwrap_or_default();
                let mut writer = csv::Writer::from_writer(Vec::new());
                let cells = [
                    *key,
                    outcome,
                    &status,
                    error_type.as_deref().unwrap_or_default(),
                    request_id.unwrap_or_default(),
                    cause.as_deref().unwrap_or_default(),
                ];
                // Writing to a `Vec` never fails.
                let _ = writer.write_record(cells);
                writer.into_inner().unwrap_or_default()
            }
            Self::JsonLines => {
                let values = [
                    json!(key),
                    json!(outcome),
                    json!(status),
                    json!(error_type),
                    json!(request_id),
                    json!(cause),
                ];
                let object: Metadata = COLUMNS.map(str::to_owned).into_iter().zip(values).collect();
                format!("{}\n", Json::Object(object)).into_bytes()
            }
        }
    }
}
