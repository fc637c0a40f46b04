//! Rows of a file in JSON Lines: one JSON object per line.

use std::io::BufRead;

use crate::{
    Json,
    cli::bulk::{
        lines::{Line, Lines},
        row::{InputRow, RowError},
    },
};

/// The rows of a file with one JSON object per line, with the fields of the request. Empty lines are ignored.
pub(crate) struct JsonLines<R> {
    lines: Lines<R>,
}

impl<R: BufRead> JsonLines<R> {
    pub(crate) fn new(input: R) -> Self {
        Self { lines: Lines::new(input) }
    }
}

impl<R: BufRead> Iterator for JsonLines<R> {
    type Item = Result<InputRow, RowError>;

    fn next(&mut self) -> Option<Self::Item> {
        let line = self.lines.find(|line| !line.as_ref().is_ok_and(Line::is_blank))?;
        Some(line.and_then(|line| parse(&line)))
    }
}

/// Parses a line. An error does not quote it.
fn parse(line: &Line) -> Result<InputRow, RowError> {
    match serde_json::from_slice(&line.text) {
        Ok(Json::Object(fields)) => Ok(InputRow { line: line.number, fields }),
        Ok(_) => Err(RowError::new(line.number, "expected a JSON object")),
        Err(error) => {
            let problem = format!("the line is not valid JSON, at character {}", error.column());
            Err(RowError::new(line.number, problem))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_line_is_an_object() {
        let text = b"\xef\xbb\xbf{\"email\": \"a@b.c\"}\r\n\n{\"user_id\": 7}";
        let rows: Vec<_> = JsonLines::new(&text[..]).map(Result::unwrap).collect();
        let lines: Vec<_> = rows.iter().map(|row| row.line).collect();
        assert_eq!(lines, [1, 3]);
        assert_eq!(rows[0].fields["email"], "a@b.c");
        assert_eq!(rows[1].fields["user_id"], 7);
    }

    #[test]
    fn an_invalid_line_is_an_error_with_its_number() {
        let text = b"{}\n[\"TOPSECRET\"]\n{\"a\": TOPSECRET}\n{\"a\": \"\xff\"}\n{}\n";
        let rows: Vec<_> = JsonLines::new(&text[..]).collect();
        let errors: Vec<_> =
            rows.iter().filter_map(|row| row.as_ref().err()).map(ToString::to_string).collect();
        let expected = [
            "line 2: expected a JSON object",
            "line 3: the line is not valid JSON, at character 7",
            "line 4: the line is not valid JSON, at character 8",
        ];
        assert_eq!(errors, expected);
        assert_eq!(rows.len(), 5);
    }
}
