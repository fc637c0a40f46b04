//! An authenticator that is ready to be migrated, or why a record is not.

use std::fmt;

use crate::{Secret, cli::authenticators::position::Position, totp::Authenticator};

/// An authenticator and whose it is.
pub(crate) struct Row {
    pub(crate) position: Position,
    pub(crate) person: Person,
    pub(crate) authenticator: Authenticator,
    /// The recovery codes to keep. If there are none, Stytch creates new ones.
    pub(crate) recovery_codes: Vec<Secret>,
}

/// A Member, as a file names them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Person {
    /// The Organization's ID, slug or external ID.
    pub(crate) organization: String,
    pub(crate) member: Reference,
}

/// What a file names a Member by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Reference {
    /// The Member's ID or external ID.
    Id(String),
    Email(String),
}

/// A record that cannot be migrated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct InvalidRow {
    /// The key of the person, or the position of a record that names no person.
    pub(crate) key: String,
    pub(crate) position: Position,
    pub(crate) problem: Problem,
}

/// Why an authenticator is not migrated. It contains no secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Problem {
    /// The kind of problem, to be counted.
    pub(crate) cause: String,
    pub(crate) text: String,
}

impl Problem {
    pub(crate) fn new(cause: impl Into<String>, text: impl Into<String>) -> Self {
        Self { cause: cause.into(), text: text.into() }
    }
}

impl Person {
    /// Returns the key that identifies the person in a journal and in a report. The case of an email address does
    /// not matter.
    pub(crate) fn key(&self) -> String {
        let organization = &self.organization;
        match &self.member {
            Reference::Id(id) => format!("{organization}/{id}"),
            Reference::Email(email) => format!("{organization}/{}", email.to_lowercase()),
        }
    }
}

/// Shows no secret.
impl fmt::Debug for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Row")
            .field("position", &self.position)
            .field("person", &self.person)
            .finish_non_exhaustive()
    }
}
