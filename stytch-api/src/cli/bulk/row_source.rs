//! Where the rows are read from.

use std::{
    fs::File,
    io::{self, BufReader, Read, Seek as _},
    path::Path,
};

use clap::ValueEnum;

use crate::{
    cli::{
        bulk::{
            csv_rows::CsvRows,
            json_lines::JsonLines,
            row::{InputRow, RowError},
        },
        failure::Failure,
    },
    schema::Table,
};

/// The format of the rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Columns are fields; the first line names them
    Csv,
    /// One JSON object of fields per line
    Jsonl,
}

/// The rows, in the order of the file.
pub(crate) type Rows = Box<dyn Iterator<Item = Result<InputRow, RowError>> + Send>;

/// The source of the rows: a file, which can be read several times, or a pipe, which can be read once.
#[derive(Debug)]
pub(crate) struct RowSource {
    origin: Origin,
    format: Format,
}

#[derive(Debug)]
enum Origin {
    File(File),
    Pipe(Option<File>),
}

impl RowSource {
    /// Opens a file, or standard input if `path` is `-`. Without `format`, the extension decides.
    pub(crate) fn open(path: &Path, format: Option<Format>) -> Result<Self, Failure> {
        let Some(format) = format.or_else(|| Format::of(path)) else {
            return Err(Failure::usage(format!(
                "the format of {} is unknown; add `--format csv` or `--format jsonl`",
                path.display()
            )));
        };
        if path == Path::new("-") {
            return Ok(Self { origin: Origin::Pipe(None), format });
        }
        let unreadable =
            |error: io::Error| Failure::usage(format!("cannot read {}: {error}", path.display()));
        let file = File::open(path).map_err(unreadable)?;
        let kind = file.metadata().map_err(unreadable)?;
        if kind.is_dir() {
            return Err(Failure::usage(format!("{} is a folder", path.display())));
        }
        let origin = if kind.is_file() { Origin::File(file) } else { Origin::Pipe(Some(file)) };
        Ok(Self { origin, format })
    }

    /// Whether the rows can be read more than once.
    pub(crate) fn is_file(&self) -> bool {
        matches!(self.origin, Origin::File(_))
    }

    /// Reads the rows, from the beginning if the input is a file.
    pub(crate) fn rows(&mut self, table: &Table, unsent: &[&str]) -> Result<Rows, RowError> {
        let unreadable = |error| RowError::new(1, format!("cannot read the input: {error}"));
        let reader: Box<dyn Read + Send> = match &mut self.origin {
            Origin::File(file) => {
                file.rewind().map_err(unreadable)?;
                Box::new(file.try_clone().map_err(unreadable)?)
            }
            Origin::Pipe(Some(file)) => Box::new(file.try_clone().map_err(unreadable)?),
            Origin::Pipe(None) => Box::new(io::stdin()),
        };
        let reader = BufReader::new(reader);
        Ok(match self.format {
            Format::Csv => Box::new(CsvRows::new(reader, table, unsent)?),
            Format::Jsonl => Box::new(JsonLines::new(reader)),
        })
    }
}

impl Format {
    fn of(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_ascii_lowercase();
        match extension.to_str()? {
            "csv" => Some(Self::Csv),
            "jsonl" | "ndjson" => Some(Self::Jsonl),
            _ => None,
        }
    }
}
