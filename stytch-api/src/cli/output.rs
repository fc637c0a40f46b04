//! What commands print.

use std::io::{self, Write as _};

use crate::cli::failure::Failure;

/// Prints `text` and a line break to standard output.
pub(super) fn print(text: &str) -> Result<(), Failure> {
    print_bytes(format!("{}\n", text.trim_end()).as_bytes())
}

/// Prints `bytes` to standard output, unchanged.
pub(super) fn print_bytes(bytes: &[u8]) -> Result<(), Failure> {
    let mut output = io::stdout().lock();
    match output.write_all(bytes).and_then(|()| output.flush()) {
        // The reader closed the pipe early, as `| head` does.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => result.map_err(|error| Failure::call(format!("failed to write: {error}"))),
    }
}
