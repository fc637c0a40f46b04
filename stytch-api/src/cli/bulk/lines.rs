//! Lines of the input, with their numbers.

use std::io::BufRead;

use crate::cli::bulk::row::RowError;

/// The byte order mark that some programs write at the beginning of a file.
const BOM: &[u8] = b"\xef\xbb\xbf";

/// The lines of the input. After an error of the input, there is none.
pub(crate) struct Lines<R> {
    input: R,
    /// The number of lines that were read.
    count: u64,
    ended: bool,
}

/// A line, with its line break.
pub(crate) struct Line {
    /// From 1.
    pub(crate) number: u64,
    pub(crate) text: Vec<u8>,
}

impl<R: BufRead> Lines<R> {
    pub(crate) fn new(input: R) -> Self {
        Self { input, count: 0, ended: false }
    }
}

impl Line {
    /// Whether the line is blank.
    pub(crate) fn is_blank(&self) -> bool {
        self.text.trim_ascii().is_empty()
    }
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = Result<Line, RowError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let mut text = Vec::new();
        match self.input.read_until(b'\n', &mut text) {
            Ok(0) => return None,
            Ok(_) => self.count += 1,
            Err(error) => {
                self.ended = true;
                let problem = format!("cannot read the input: {error}");
                return Some(Err(RowError::new(self.count + 1, problem)));
            }
        }
        if self.count == 1 && text.starts_with(BOM) {
            text.drain(..BOM.len());
        }
        Some(Ok(Line { number: self.count, text }))
    }
}
