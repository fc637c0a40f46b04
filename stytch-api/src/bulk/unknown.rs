//! What a run does with rows that an earlier run may have carried out.

use std::{fmt, pin::Pin};

use crate::Error;

/// Whether a request has taken effect, as a [check](crate::bulk::Bulk::check_unknown) found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// The request was carried out.
    Taken,
    /// The request was not carried out; it is sent again.
    NotTaken,
}

pub(super) enum UnknownRule<E> {
    Report,
    Repeat,
    Check(Box<dyn Fn(&E) -> Check + Send + Sync>),
}

type Check = Pin<Box<dyn Future<Output = Result<Effect, Error>> + Send>>;

impl<E> fmt::Debug for UnknownRule<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Report => "Report",
            Self::Repeat => "Repeat",
            Self::Check(_) => "Check",
        })
    }
}
