//! What a journal records of a row.

use rusqlite::{
    ToSql,
    types::{FromSql, FromSqlError, FromSqlResult, ToSqlOutput, ValueRef},
};

/// What is recorded of a row. It holds no secret: neither the request nor the response nor a message of Stytch,
/// which may quote them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) state: State,
    pub(crate) status: Option<u16>,
    pub(crate) error_type: Option<String>,
    pub(crate) request_id: Option<String>,
}

impl Entry {
    /// The request is about to be sent.
    pub(crate) const SENT: Self =
        Self { state: State::Sent, status: None, error_type: None, request_id: None };
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    /// The request was about to be sent. If the process ended then, it is not known whether it was.
    Sent,
    /// The request was carried out.
    Done,
    /// The request was not carried out.
    Refused,
    /// The request was sent, but no response shows whether it was carried out.
    Unknown,
}

/// What a journal had recorded of a row when its turn came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Earlier {
    /// Nothing, or that it was refused.
    Nothing,
    /// An earlier run carried it out.
    Done,
    /// An earlier run may have carried it out.
    Unresolved,
    /// This run has already had a row with the same key.
    SameRun,
}

/// How many rows of a journal are in which state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct JournalCounts {
    /// Carried out.
    pub done: u64,
    /// Not carried out; the next run sends them again.
    pub refused: u64,
    /// Sent, or about to be sent, without an outcome.
    pub unknown: u64,
}

impl State {
    const ALL: [Self; 4] = [Self::Sent, Self::Done, Self::Refused, Self::Unknown];

    fn name(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::Done => "done",
            Self::Refused => "refused",
            Self::Unknown => "unknown",
        }
    }
}

impl ToSql for State {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.name().into())
    }
}

impl FromSql for State {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let name = value.as_str()?;
        Self::ALL.into_iter().find(|state| state.name() == name).ok_or(FromSqlError::InvalidType)
    }
}
