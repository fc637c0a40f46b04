//! Reads files of authenticators.

use std::{
    fs::File,
    io::{self, BufRead, BufReader},
    path::Path,
    sync::Arc,
};

use crate::{
    Json,
    cli::{
        authenticators::{
            auth0,
            custom::{CsvReader, JsonReader},
            django_otp,
            encoding::Encoding,
            fusionauth, keycloak,
            options::{FileFormat, FileOptions},
            record::Record,
            row::{InvalidRow, Row},
        },
        bulk::row::RowError,
        failure::Failure,
    },
};

/// The contents of the files.
#[derive(Debug, Default)]
pub(crate) struct Contents {
    pub(crate) rows: Vec<Row>,
    pub(crate) invalid: Vec<InvalidRow>,
    /// The number of people without an authenticator.
    pub(crate) without_secret: u64,
}

/// Reads all files into memory. A file that cannot be parsed is an error, so that no row of it is lost; a row
/// whose authenticator cannot be migrated is not.
pub(crate) fn read_files(options: &FileOptions) -> Result<Contents, Failure> {
    options.check()?;
    let defaults = options.defaults();
    let mut contents = Contents::default();
    for path in &options.files {
        let name: Option<Arc<str>> =
            (options.files.len() > 1).then(|| path.to_string_lossy().into());
        for record in read_file(path, options)? {
            let Some(mut record) = record else {
                contents.without_secret += 1;
                continue;
            };
            record.position.file.clone_from(&name);
            match record.into_row(&defaults) {
                Ok(row) => contents.rows.push(row),
                Err(invalid) => contents.invalid.push(invalid),
            }
        }
    }
    Ok(contents)
}

/// Reads a file; `None` is a person without an authenticator.
fn read_file(path: &Path, options: &FileOptions) -> Result<Vec<Option<Record>>, Failure> {
    let input = open(path)?;
    let columns = options.columns();
    let invalid = |error: RowError| unparsable(path, &error.to_string());
    let read_document = match options.format(path)? {
        FileFormat::Csv => {
            let reader = CsvReader::new(input, columns.columns(), options.encoding()?);
            return reader.and_then(Iterator::collect).map_err(invalid);
        }
        FileFormat::Clerk => {
            let encoding = options.encoding().unwrap_or(Encoding::Base32);
            let reader = CsvReader::new(input, columns.clerk(), encoding);
            return reader.and_then(Iterator::collect).map_err(invalid);
        }
        FileFormat::Jsonl => {
            let reader = JsonReader::new(input, columns.columns(), options.encoding()?);
            return reader.collect::<Result<_, _>>().map_err(invalid);
        }
        FileFormat::Auth0 => auth0::records,
        FileFormat::DjangoOtp => django_otp::records,
        FileFormat::Fusionauth => fusionauth::records,
        FileFormat::Keycloak => keycloak::records,
    };
    let document: Json = serde_json::from_reader(input).map_err(|error| {
        let (line, column) = (error.line(), error.column());
        unparsable(path, &format!("line {line}: not valid JSON, at character {column}"))
    })?;
    let records = read_document(&document, options.match_by);
    let records = records.map_err(|problem| unparsable(path, &problem))?;
    Ok(records.into_iter().map(Some).collect())
}

fn open(path: &Path) -> Result<Box<dyn BufRead>, Failure> {
    if path == Path::new("-") {
        return Ok(Box::new(io::stdin().lock()));
    }
    let file = File::open(path).map_err(|error| unparsable(path, &error.to_string()))?;
    Ok(Box::new(BufReader::new(file)))
}

fn unparsable(path: &Path, problem: &str) -> Failure {
    Failure::usage(format!("cannot read {}: {problem}; nothing was sent", path.display()))
}
