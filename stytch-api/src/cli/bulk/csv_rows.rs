//! Rows of a CSV file.

use std::io::BufRead;

use csv::StringRecord;

use crate::{
    Metadata,
    cli::bulk::{
        cell::cell_value,
        csv_records::CsvRecords,
        field_path::FieldPath,
        row::{InputRow, RowError},
    },
    schema::Table,
};

/// The rows of a CSV file. The first line names the columns, each of which is a field of the request or, with
/// a dotted name, of an object in it. An empty cell is an absent field.
pub(crate) struct CsvRows<R> {
    records: CsvRecords<R>,
    columns: Vec<Column>,
}

struct Column {
    name: String,
    path: FieldPath,
}

impl<R: BufRead> CsvRows<R> {
    /// Reads the header. The columns `unsent` need not be fields of `table`.
    pub(crate) fn new(input: R, table: &Table, unsent: &[&str]) -> Result<Self, RowError> {
        let mut records = CsvRecords::new(input);
        let Some((line, header)) = records.next().transpose()? else {
            return Err(RowError::new(
                1,
                "the first line must name the columns, but there is none",
            ));
        };
        let columns = header.iter().map(|name| Column::new(table, name.trim(), unsent));
        let columns = columns.collect::<Result<Vec<_>, _>>().and_then(check_columns);
        Ok(Self { records, columns: columns.map_err(|problem| RowError::new(line, problem))? })
    }

    fn row(&self, line: u64, record: &StringRecord) -> Result<InputRow, RowError> {
        let (expected, found) = (self.columns.len(), record.len());
        if expected != found {
            let problem = format!(
                "expected {expected} cells, found {found}; check the quotes and separators"
            );
            return Err(RowError::new(line, problem));
        }
        let mut fields = Metadata::new();
        for (Column { name, path }, cell) in self.columns.iter().zip(record) {
            if !cell.is_empty() {
                let value = cell_value(&path.kind, cell)
                    .map_err(|problem| RowError::new(line, format!("`{name}`: {problem}")))?;
                path.insert(&mut fields, value);
            }
        }
        Ok(InputRow { line, fields })
    }
}

impl Column {
    fn new(table: &Table, name: &str, unsent: &[&str]) -> Result<Self, String> {
        let path = if unsent.contains(&name) {
            FieldPath::column(name)
        } else {
            FieldPath::find(table, name)?
        };
        Ok(Self { name: name.to_owned(), path })
    }
}

/// Rejects columns that set the same field.
fn check_columns(columns: Vec<Column>) -> Result<Vec<Column>, String> {
    for (index, column) in columns.iter().enumerate() {
        if let Some(other) = columns[..index].iter().find(|other| other.path.overlaps(&column.path))
        {
            return Err(if other.name == column.name {
                format!("two columns have the name `{}`", column.name)
            } else {
                format!("the columns `{}` and `{}` overlap", other.name, column.name)
            });
        }
    }
    Ok(columns)
}

impl<R: BufRead> Iterator for CsvRows<R> {
    type Item = Result<InputRow, RowError>;

    fn next(&mut self) -> Option<Self::Item> {
        let record = self.records.next()?;
        Some(record.and_then(|(line, record)| self.row(line, &record)))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::{Json, consumer::users, schema::Endpoint as _};

    fn rows(text: &[u8]) -> Result<Vec<Result<InputRow, RowError>>, RowError> {
        let table = (users::CreateRequest::spec().request)();
        Ok(CsvRows::new(text, table, &["row"])?.collect())
    }

    fn row(line: u64, fields: Json) -> InputRow {
        let Json::Object(fields) = fields else { panic!("no object: {fields}") };
        InputRow { line, fields }
    }

    /// The rows of a file that is valid.
    fn valid_rows(text: &[u8]) -> Vec<InputRow> {
        rows(text).unwrap().into_iter().map(Result::unwrap).collect()
    }

    #[test]
    fn columns_are_fields_and_empty_cells_are_absent() {
        let text = b"\xef\xbb\xbfrow, email,name.first_name,create_user_as_pending\r\n\
            1,a@b.c,\"Ada, \"\"A\"\"\",TRUE\r\n\
            \r\n\
            2,d@e.f,,\r\n";
        let expected = [
            row(
                2,
                json!({"row": "1", "email": "a@b.c", "name": {"first_name": "Ada, \"A\""},
                "create_user_as_pending": true}),
            ),
            row(4, json!({"row": "2", "email": "d@e.f"})),
        ];
        assert_eq!(valid_rows(text), expected);
    }

    #[test]
    fn an_invalid_row_is_an_error_with_its_line() {
        let text = b"email,create_user_as_pending\n\
            a@b.c,true\n\
            TOPSECRET,maybe\n\
            TOPSECRET\n\
            TOPSECRET\xff,true\n\
            d@e.f,false\n";
        let read = rows(text).unwrap();
        let errors: Vec<_> =
            read.iter().filter_map(|row| row.as_ref().err()).map(ToString::to_string).collect();
        let expected = [
            "line 3: `create_user_as_pending`: expected `true` or `false`",
            "line 4: expected 2 cells, found 1; check the quotes and separators",
            "line 5: the row is not valid UTF-8",
        ];
        assert_eq!(errors, expected);
        let last = read.into_iter().last().unwrap().unwrap();
        assert_eq!(last, row(6, json!({"email": "d@e.f", "create_user_as_pending": false})));
    }

    #[test]
    fn an_unclosed_quote_swallows_no_rows() {
        for (text, expected) in [
            ("row,email\n1,\"a@b.c\n2,d@e.f\n", "line 2: a quote is not closed"),
            (
                "row,email\n1,\"a@b.c\n2,\"d@e.f\"\"\n",
                "line 2: `email`: the cell contains a line break",
            ),
        ] {
            let read = rows(text.as_bytes()).unwrap();
            assert_eq!(read.len(), 1);
            let error = read[0].as_ref().unwrap_err().to_string();
            assert!(error.starts_with(expected), "{error}");
        }
    }

    #[test]
    fn a_quoted_cell_may_span_lines() {
        let read = valid_rows(b"trusted_metadata,email\n\"{\"\"a\"\":\n1}\",a@b.c\n,d@e.f\n");
        let expected = [
            row(2, json!({"trusted_metadata": {"a": 1}, "email": "a@b.c"})),
            row(4, json!({"email": "d@e.f"})),
        ];
        assert_eq!(read, expected);
    }

    #[test]
    fn an_invalid_header_is_an_error() {
        let cases = [
            ("", "line 1: the first line must name the columns, but there is none"),
            ("emial\n", "line 1: unknown field `emial`; did you mean `email`?"),
            ("email,email\n", "line 1: two columns have the name `email`"),
            ("name.first_name,name\n", "line 1: the columns `name.first_name` and `name` overlap"),
        ];
        for (text, expected) in cases {
            let error = rows(text.as_bytes()).unwrap_err().to_string();
            assert_eq!(error, expected);
        }
    }
}
