//! Which rows of the input belong to the run, with their keys.

use crate::{
    Metadata,
    cli::bulk::{
        key::KeyRule,
        row::{InputRow, RowError},
        row_source::{RowSource, Rows},
    },
    schema::EndpointSpec,
};

/// What turns the rows of the input into requests.
#[derive(Debug)]
pub(crate) struct Plan {
    pub(crate) endpoint: &'static EndpointSpec,
    pub(crate) key: KeyRule,
}

/// A row with its key, without the columns that are not sent.
pub(crate) struct KeyedRow {
    pub(crate) line: u64,
    pub(crate) key: String,
    pub(crate) fields: Metadata,
}

impl Plan {
    /// Reads the rows of the input.
    pub(crate) fn rows(&self, source: &mut RowSource) -> Result<Rows, RowError> {
        let unsent: Vec<_> = self.key.unsent().collect();
        source.rows((self.endpoint.request)(), &unsent)
    }

    /// Takes the key out of a row.
    pub(crate) fn keyed(&self, row: InputRow) -> Result<KeyedRow, RowError> {
        let InputRow { line, mut fields } = row;
        let key = self.key.take(&mut fields).map_err(|problem| RowError::new(line, problem))?;
        Ok(KeyedRow { line, key, fields })
    }
}
