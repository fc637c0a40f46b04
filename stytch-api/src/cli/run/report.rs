//! The report of a run: one line per processed row, for machines.

mod format;

use std::{
    fs::{File, OpenOptions},
    io::{self, BufRead as _, BufReader, Read as _, Seek as _, SeekFrom, Write as _},
    path::{Path, PathBuf},
};

use self::format::{Format, Line};
use crate::{
    bulk::Completed,
    cli::{
        failure::Failure,
        run::{request_id::RequestId, unsent::Unsent},
    },
};

/// A file with one line per processed row: its key, its outcome, the HTTP status, `error_type` and request
/// ID of its response, and the cause of an error. It holds no value of a request or a response.
#[derive(Debug)]
pub(crate) struct Report {
    path: PathBuf,
    file: File,
    format: Format,
}

/// Whether a report may exist already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Existing {
    /// The run is a new one, so a report is that of another run.
    Refuse,
    /// The run resumes an earlier one, and its lines are appended to the earlier report.
    Append,
}

impl Report {
    /// Creates a report, or opens that of an earlier run.
    pub(crate) fn open(path: &Path, existing: Existing) -> Result<Self, Failure> {
        let format = Format::of(path).map_err(Failure::usage)?;
        let storage = |error| Failure::usage(write_error(path, &error));
        let created = OpenOptions::new().append(true).read(true).create_new(true).open(path);
        let file = match created {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => match existing {
                Existing::Refuse => {
                    return Err(Failure::usage(format!(
                        "the report {} exists already; choose another name, or remove it",
                        path.display()
                    )));
                }
                Existing::Append => open_earlier(path, format)?,
            },
            Err(error) => return Err(storage(error)),
        };
        let is_empty = file.metadata().map_err(storage)?.len() == 0;
        let mut report = Self { path: path.to_owned(), file, format };
        if is_empty {
            report.file.write_all(format.header().as_bytes()).map_err(storage)?;
        }
        Ok(report)
    }

    /// Writes the line of a row. The whole line is written at once, so that a process that is killed leaves
    /// no part of one, unless the disk is full.
    pub(crate) fn write<R: RequestId>(&mut self, row: &Completed<R>) -> Result<(), Failure> {
        self.write_line(&Line::new(row))
    }

    /// Writes the line of a row that is not sent.
    pub(crate) fn write_unsent(&mut self, row: &Unsent) -> Result<(), Failure> {
        self.write_line(&Line::of_unsent(row))
    }

    fn write_line(&mut self, line: &Line<'_>) -> Result<(), Failure> {
        let line = self.format.line(line);
        self.file.write_all(&line).map_err(|error| Failure::call(write_error(&self.path, &error)))
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }
}

fn write_error(path: &Path, error: &io::Error) -> String {
    format!("cannot write the report {}: {error}", path.display())
}

/// Opens the report of an earlier run, and removes an incomplete last line.
fn open_earlier(path: &Path, format: Format) -> Result<File, Failure> {
    let storage = |error| Failure::usage(write_error(path, &error));
    let mut file = OpenOptions::new().append(true).read(true).open(path).map_err(storage)?;
    let mut reader = BufReader::new(&file);
    let mut first = Vec::new();
    // The first line of a file that is not a report may be very long.
    reader.by_ref().take(64 << 10).read_until(b'\n', &mut first).map_err(storage)?;
    if !first.is_empty() && !format.is_first_line(&first) {
        return Err(Failure::usage(format!(
            "{} is not the report of an earlier run; it is left unchanged. Choose another name for \
             the report",
            path.display()
        )));
    }
    let complete = complete_lines(&mut file).map_err(storage)?;
    file.set_len(complete).map_err(storage)?;
    Ok(file)
}

/// Returns the length of the file without an incomplete last line.
pub(crate) fn complete_lines(file: &mut File) -> io::Result<u64> {
    let mut end = file.seek(SeekFrom::End(0))?;
    let mut block = [0; 4096];
    while end > 0 {
        let start = end.saturating_sub(block.len() as u64);
        let length = usize::try_from(end - start).unwrap_or(block.len());
        file.seek(SeekFrom::Start(start))?;
        file.read_exact(&mut block[..length])?;
        if let Some(newline) = block[..length].iter().rposition(|byte| *byte == b'\n') {
            return Ok(start + newline as u64 + 1);
        }
        end = start;
    }
    Ok(0)
}

#[cfg(test)]
mod tests;
