//! What commands print.

use std::io::{self, Write as _};

use crate::cli::failure::Failure;

/// Prints `text` and a line break to standard output.
pub(super) fn print(text: &str) -> Result<(), Failure> {
    print_bytes(format!("{}\n", text.trim_end()).as_bytes()).map(drop)
}

/// Whether anything reads standard output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reader {
    /// It may read more.
    Open,
    /// It closed the pipe early, as `| head` does.
    Closed,
}

/// Prints `bytes` to standard output, unchanged.
pub(super) fn print_bytes(bytes: &[u8]) -> Result<Reader, Failure> {
    let mut output = io::stdout().lock();
    match output.write_all(bytes).and_then(|()| output.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(Reader::Closed),
        Err(error) => Err(Failure::call(format!("failed to write: {error}"))),
        Ok(()) => Ok(Reader::Open),
    }
}
