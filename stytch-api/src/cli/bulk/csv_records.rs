//! Records of a CSV file, with their line numbers.

use std::io::{BufRead, Cursor};

use csv::{Reader, ReaderBuilder, StringRecord};

use crate::cli::bulk::{
    lines::{Line, Lines},
    row::RowError,
};

/// The maximum length of a record in bytes. One that is longer has a quote that is not closed.
const MAX_LEN: usize = 1 << 20;

/// The records of a CSV file, each with the number of its first line. Blank lines are ignored.
///
/// The lines of a record are found here, because the line numbers of `csv` are wrong after blank lines and with
/// Windows' line breaks, and because it does not report a quote that is not closed.
pub(crate) struct CsvRecords<R> {
    lines: Lines<R>,
    /// Reads one record at a time. It is expensive to create.
    parser: Reader<Cursor<Vec<u8>>>,
}

impl<R: BufRead> CsvRecords<R> {
    pub(crate) fn new(input: R) -> Self {
        Self { lines: Lines::new(input), parser: parser() }
    }

    /// Reads the other lines of the record that begins with `first`.
    fn record(&mut self, first: Line) -> Result<(u64, StringRecord), RowError> {
        let Line { number, mut text } = first;
        let not_closed = || RowError::new(number, "a quote is not closed");
        let mut has_open_quote = has_odd_quotes(&text);
        while has_open_quote {
            let next = self.lines.next().filter(|_| text.len() < MAX_LEN);
            let next = next.unwrap_or_else(|| Err(not_closed()))?;
            has_open_quote ^= has_odd_quotes(&next.text);
            text.extend(next.text);
        }
        if !text.ends_with(b"\n") {
            text.push(b'\n');
        }
        *self.parser.get_mut() = Cursor::new(text);
        let mut record = StringRecord::new();
        match self.parser.read_record(&mut record) {
            Ok(_) => Ok((number, record)),
            // An error of `csv` quotes nothing, but has another line number.
            Err(_) => Err(RowError::new(number, "the row is not valid UTF-8")),
        }
    }
}

fn parser() -> Reader<Cursor<Vec<u8>>> {
    let mut builder = ReaderBuilder::new();
    builder.has_headers(false).flexible(true).from_reader(Cursor::default())
}

fn has_odd_quotes(text: &[u8]) -> bool {
    text.iter().fold(false, |odd, byte| odd ^ (*byte == b'"'))
}

impl<R: BufRead> Iterator for CsvRecords<R> {
    type Item = Result<(u64, StringRecord), RowError>;

    fn next(&mut self) -> Option<Self::Item> {
        let first = self.lines.find(|line| !line.as_ref().is_ok_and(Line::is_blank))?;
        Some(first.and_then(|first| self.record(first)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<Result<(u64, Vec<String>), String>> {
        let cells = |record: StringRecord| record.iter().map(str::to_owned).collect();
        CsvRecords::new(text.as_bytes())
            .map(|record| record.map(|(line, record)| (line, cells(record))))
            .map(|record| record.map_err(|error| error.to_string()))
            .collect()
    }

    fn record(line: u64, cells: &[&str]) -> (u64, Vec<String>) {
        (line, cells.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn line_numbers_are_those_of_an_editor() {
        for line_break in ["\n", "\r\n"] {
            let text = "a,b\n\n1,\"x\ny\"\n \n3,\"\"\"z\"\"\"".replace('\n', line_break);
            let multiline = format!("x{line_break}y");
            let expected = [
                Ok(record(1, &["a", "b"])),
                Ok(record(3, &["1", &multiline])),
                Ok(record(6, &["3", "\"z\""])),
            ];
            assert_eq!(read(&text), expected);
        }
    }

    #[test]
    fn a_quote_that_is_not_closed_is_an_error() {
        let error = |line| Err(format!("line {line}: a quote is not closed"));
        assert_eq!(read("a\n\"b\nc"), [Ok(record(1, &["a"])), error(2)]);
        // An even number of quotes, of which the parser takes only the last one for a quote.
        let expected = [Ok(record(1, &["x\"", "y\n"])), Ok(record(2, &["b", "c"]))];
        assert_eq!(read("x\",\"y\nb,c\n"), expected);
        let long = format!("\"{}\n{}\n1\n", "a".repeat(MAX_LEN), "b");
        assert_eq!(read(&long)[0], error(1));
    }
}
