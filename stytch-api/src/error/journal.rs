//! The error of a journal.

use std::{fmt, path::PathBuf, sync::Arc};

/// A journal could not be opened, or could not record a row.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum JournalError {
    /// Another run uses the journal: in this process or, more often, in another one.
    #[non_exhaustive]
    InUse {
        /// The journal's file.
        path: PathBuf,
    },
    /// The file is not a journal, or a later version of this crate wrote it.
    #[non_exhaustive]
    NotAJournal {
        /// The file.
        path: PathBuf,
    },
    /// The journal was not closed, and the file beside it that holds its last rows is missing or empty.
    #[non_exhaustive]
    LogMissing {
        /// The journal's file.
        path: PathBuf,
        /// The missing file.
        log: PathBuf,
    },
    /// The journal records calls of another endpoint.
    #[non_exhaustive]
    OtherEndpoint {
        /// The endpoint that the journal records, as method and path.
        recorded: String,
        /// The endpoint of this run.
        endpoint: String,
    },
    /// The journal records calls of another project.
    #[non_exhaustive]
    OtherProject {
        /// The ID of the project that the journal records.
        recorded: String,
        /// The ID of the client's project.
        project_id: String,
    },
    /// What is to be [recorded](crate::bulk::Bulk::record_first) before a row is done could not be recorded.
    #[non_exhaustive]
    RecordFirst {
        /// Why it could not be recorded.
        source: Arc<std::io::Error>,
    },
    /// The file could not be read or written; the disk may be full.
    #[non_exhaustive]
    Storage {
        /// The journal's file.
        path: PathBuf,
        /// The error of SQLite.
        source: Arc<dyn std::error::Error + Send + Sync>,
    },
}

impl fmt::Display for JournalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::InUse { path } => {
                write!(
                    f,
                    "another run uses the journal `{}`; wait until it has ended",
                    path.display()
                )
            }
            Self::NotAJournal { path } => write!(
                f,
                "`{}` is not a journal, or a later version of stytch-api wrote it",
                path.display()
            ),
            Self::LogMissing { path, log } => write!(
                f,
                "the journal `{}` is incomplete without `{}`, which is missing or empty; put that file back",
                path.display(),
                log.display()
            ),
            Self::OtherEndpoint { recorded, endpoint } => {
                write!(
                    f,
                    "the journal records {recorded}, but this run calls {endpoint}; use another journal"
                )
            }
            Self::OtherProject { recorded, project_id } => {
                write!(
                    f,
                    "the journal records project {recorded}, but this run calls project {project_id}; use another journal"
                )
            }
            Self::RecordFirst { source } => {
                write!(
                    f,
                    "cannot record a response: {source}; the outcome of its row stays unknown"
                )
            }
            Self::Storage { path, source } => {
                write!(f, "cannot use the journal `{}`: {source}", path.display())
            }
        }
    }
}

/// `Display` already shows the error of SQLite, so there is no source.
impl std::error::Error for JournalError {}
