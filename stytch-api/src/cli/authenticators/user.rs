//! The users of a provider, and what names them as Members.

use clap::ValueEnum;

use crate::{Json, cli::authenticators::row::Reference};

/// What names the Member that a user of a provider is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum MatchBy {
    /// The user's email address is the Member's
    #[default]
    Email,
    /// The user's ID is the Member's external ID
    Id,
    /// The user's name is the Member's external ID
    Username,
}

impl MatchBy {
    /// Returns what names the Member, if the user has it.
    pub(crate) fn reference(
        self,
        email: Option<&Json>,
        id: Option<&Json>,
        username: Option<&Json>,
    ) -> Option<Reference> {
        match self {
            Self::Email => text(email?).map(Reference::Email),
            Self::Id => text(id?).map(Reference::Id),
            Self::Username => text(username?).map(Reference::Id),
        }
    }
}

/// Returns a string or a number as text, unless it is empty.
pub(crate) fn text(value: &Json) -> Option<String> {
    let text = match value {
        Json::String(text) => text.trim().to_owned(),
        Json::Number(number) => number.to_string(),
        Json::Null | Json::Bool(_) | Json::Array(_) | Json::Object(_) => return None,
    };
    (!text.is_empty()).then_some(text)
}

/// Returns the elements of an array, with their numbers from 1.
pub(crate) fn numbered(array: Option<&Json>) -> impl Iterator<Item = (u64, &Json)> {
    (1..).zip(array.and_then(Json::as_array).into_iter().flatten())
}
