//! Files whose columns have names of your choice: CSV and JSON Lines.

use std::io::BufRead;

use csv::StringRecord;

use crate::{
    Json, Metadata, Secret,
    cli::{
        authenticators::{
            columns::{Column, Columns},
            encoding::Encoding,
            parameters::Parameters,
            position::{Position, Unit},
            record::Record,
            recovery_codes::split,
            row::Reference,
            user::text,
        },
        bulk::{csv_records::CsvRecords, json_lines::JsonLines, row::RowError},
    },
    codec::validate::nearest,
};

/// The records of a CSV file, whose first line names the columns. A person without a secret has no record, but
/// `None`.
pub(crate) struct CsvReader<R> {
    records: CsvRecords<R>,
    header: Vec<String>,
    columns: Columns,
    encoding: Encoding,
}

/// The records of a file in JSON Lines.
pub(crate) struct JsonReader<R> {
    rows: JsonLines<R>,
    columns: Columns,
    encoding: Encoding,
}

impl<R: BufRead> CsvReader<R> {
    /// Reads the header.
    pub(crate) fn new(input: R, columns: Columns, encoding: Encoding) -> Result<Self, RowError> {
        let mut records = CsvRecords::new(input);
        let Some((line, header)) = records.next().transpose()? else {
            let problem = "the first line must name the columns, but there is none";
            return Err(RowError::new(1, problem));
        };
        let header: Vec<_> = header.iter().map(|name| name.trim().to_owned()).collect();
        let invalid = |problem| RowError::new(line, problem);
        check_header(&header, &columns).map_err(invalid)?;
        Ok(Self { records, header, columns, encoding })
    }

    fn record(&self, line: u64, cells: &StringRecord) -> Result<Option<Record>, RowError> {
        let (expected, found) = (self.header.len(), cells.len());
        if expected != found {
            let problem = format!(
                "expected {expected} cells, found {found}; check the quotes and separators"
            );
            return Err(RowError::new(line, problem));
        }
        if cells.iter().any(|cell| cell.contains(['\n', '\r'])) {
            let problem = "a cell contains a line break; check that its quotes are closed";
            return Err(RowError::new(line, problem));
        }
        let value = |column: &Column| {
            let index = self.header.iter().position(|name| *name == column.name)?;
            let cell = cells.get(index)?;
            (!cell.trim().is_empty()).then(|| cell.to_owned())
        };
        Ok(record(line, &self.columns, self.encoding, value))
    }
}

impl<R: BufRead> JsonReader<R> {
    pub(crate) fn new(input: R, columns: Columns, encoding: Encoding) -> Self {
        Self { rows: JsonLines::new(input), columns, encoding }
    }
}

impl<R: BufRead> Iterator for CsvReader<R> {
    type Item = Result<Option<Record>, RowError>;

    fn next(&mut self) -> Option<Self::Item> {
        let record = self.records.next()?;
        Some(record.and_then(|(line, cells)| self.record(line, &cells)))
    }
}

impl<R: BufRead> Iterator for JsonReader<R> {
    type Item = Result<Option<Record>, RowError>;

    fn next(&mut self) -> Option<Self::Item> {
        let row = self.rows.next()?;
        Some(row.map(|row| {
            let value = |column: &Column| field(&row.fields, &column.name);
            record(row.line, &self.columns, self.encoding, value)
        }))
    }
}

/// Rejects a header without a column that must exist, or with two of the same name.
fn check_header(header: &[String], columns: &Columns) -> Result<(), String> {
    for (index, name) in header.iter().enumerate() {
        if header[..index].contains(name) {
            return Err(format!("two columns have the name `{name}`"));
        }
    }
    let has = |column: &Column| header.contains(&column.name);
    let named = [
        &columns.organization,
        &columns.member,
        &columns.email,
        &columns.secret,
        &columns.recovery_codes,
        &columns.otp_type,
        &columns.algorithm,
        &columns.digits,
        &columns.period,
        &columns.code,
        &columns.code_time,
    ];
    if let Some(column) = named.into_iter().find(|column| column.is_required && !has(column)) {
        let near = nearest(&column.name, header.iter().map(String::as_str));
        let near = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
        return Err(format!("there is no column `{}`{near}", column.name));
    }
    if !has(&columns.member) && !has(&columns.email) {
        let (member, email) = (&columns.member.name, &columns.email.name);
        return Err(format!(
            "there is neither a column `{member}` nor `{email}`; name the Member's column with \
             --member-column or --email-column"
        ));
    }
    Ok(())
}

/// Returns a field by its dotted name. A list of recovery codes is returned as JSON.
fn field(fields: &Metadata, name: &str) -> Option<String> {
    let (first, rest) =
        name.split_once('.').map_or((name, None), |(first, rest)| (first, Some(rest)));
    match (fields.get(name), fields.get(first)?, rest) {
        (Some(Json::Array(codes)), ..) => Some(Json::Array(codes.clone()).to_string()),
        // A space may be part of a secret.
        (Some(Json::String(text)), ..) => (!text.trim().is_empty()).then(|| text.clone()),
        (Some(value), ..) => text(value),
        (None, Json::Object(inner), Some(rest)) => field(inner, rest),
        (None, ..) => None,
    }
}

/// Returns the record of a row, unless it has no secret.
fn record(
    line: u64,
    columns: &Columns,
    encoding: Encoding,
    value: impl Fn(&Column) -> Option<String>,
) -> Option<Record> {
    let position = Position { file: None, unit: Unit::Line, number: line };
    let mut record = Record::new(position, Secret::from(value(&columns.secret)?), encoding);
    let trimmed = |column| value(column).map(|text| text.trim().to_owned());
    record.organization = trimmed(&columns.organization);
    let email = || trimmed(&columns.email).map(Reference::Email);
    record.member = trimmed(&columns.member).map(Reference::Id).or_else(email);
    record.parameters = Parameters {
        otp_type: trimmed(&columns.otp_type),
        algorithm: trimmed(&columns.algorithm),
        digits: trimmed(&columns.digits),
        period: trimmed(&columns.period),
        is_shifted: false,
    };
    let codes = value(&columns.recovery_codes);
    record.recovery_codes = codes.map(|codes| split(&codes)).unwrap_or_default();
    record.code = value(&columns.code).map(Secret::from);
    record.code_time = trimmed(&columns.code_time);
    Some(record)
}

#[cfg(test)]
mod tests;
