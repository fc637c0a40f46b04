//! Why a token is refused, and why it can be neither refused nor accepted.

use std::{fmt, sync::Arc};

use crate::Error;

/// A token was checked here and refused. It quotes nothing of the token.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct TokenError {
    /// What is wrong with it.
    pub kind: TokenErrorKind,
}

/// What is wrong with a token.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TokenErrorKind {
    /// It is no JWT: three parts, base64url, JSON, and claims of the types that they have.
    Malformed,
    /// Its header names another algorithm than RS256.
    Algorithm,
    /// Its header names no key, or one that is not in the project's set.
    UnknownKey,
    /// Its header names a key that is not for RS256 signatures.
    OtherKey,
    /// The signature is not that of the key.
    Signature,
    /// It is that of another kind: an access token in place of a session JWT, or the reverse; a Member's
    /// session in place of a User's.
    OtherKind,
    /// It lacks a claim that it must have, `exp` for instance.
    MissingClaim(&'static str),
    /// Another project, or somebody else, issued it.
    Issuer,
    /// It is for another project.
    Audience,
    /// It was issued, or begins to be good, in the future.
    NotYetValid,
    /// It has expired.
    Expired,
    /// It was issued longer ago than `max_token_age` allows.
    TooOld,
    /// The token is good, but lacks this scope.
    MissingScope(String),
    /// The token is good, but none of its roles or scopes gives the permission.
    MissingPermission,
    /// The token is good, but the permission is about another Organization than its own.
    OtherOrganization,
}

impl TokenErrorKind {
    /// Whether the token is good and merely doesn't allow what was asked.
    pub(crate) fn is_denied(&self) -> bool {
        matches!(self, Self::MissingScope(_) | Self::MissingPermission | Self::OtherOrganization)
    }
}

impl fmt::Display for TokenErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self {
            Self::Malformed => "it is no JWT, or its claims are not of the types that they have",
            Self::Algorithm => "its algorithm is not RS256",
            Self::UnknownKey => "its key is not among the project's",
            Self::OtherKey => "its key is not for RS256 signatures",
            Self::Signature => "its signature is wrong",
            Self::OtherKind => "it is a token of another kind",
            Self::MissingClaim(claim) => return write!(f, "it lacks the claim `{claim}`"),
            Self::Issuer => "the project did not issue it",
            Self::Audience => "it is not for the project",
            Self::NotYetValid => "it is from the future",
            Self::Expired => "it has expired",
            Self::TooOld => "it was issued too long ago",
            Self::MissingScope(scope) => {
                // By the caller, and quoted so that a line of a log stays one.
                return write!(f, "it lacks the scope {scope:?}");
            }
            Self::MissingPermission => "none of its roles or scopes gives the permission",
            Self::OtherOrganization => {
                "the permission is about another Organization than that of the token"
            }
        };
        f.write_str(what)
    }
}

impl fmt::Display for TokenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let verdict = if self.kind.is_denied() { "denied" } else { "refused" };
        write!(f, "the token is {verdict}: {}", self.kind)
    }
}

impl std::error::Error for TokenError {}

impl From<TokenErrorKind> for Error {
    fn from(kind: TokenErrorKind) -> Self {
        Self::Token(Box::new(TokenError { kind }))
    }
}

/// What is needed to decide about a token could not be fetched.
///
/// The cause is shared by all calls that waited for it.
#[derive(Clone)]
#[non_exhaustive]
pub struct UnavailableError {
    /// What could not be fetched.
    pub what: Needed,
    pub(crate) source: Arc<Error>,
}

/// What deciding about a token needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Needed {
    /// The project's public keys.
    Keys,
    /// The RBAC policy of the project or of an Organization.
    Policy,
    /// An access token for an M2M client.
    AccessToken,
}

/// The error of a call that needed what could not be fetched.
pub(crate) fn unavailable(what: Needed, source: Arc<Error>) -> Error {
    Error::Unavailable(Box::new(UnavailableError { what, source }))
}

impl UnavailableError {
    /// Why the fetch failed.
    pub fn cause(&self) -> &Error {
        &self.source
    }
}

impl fmt::Display for UnavailableError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self.what {
            Needed::Keys => "the project's keys",
            Needed::Policy => "the RBAC policy",
            Needed::AccessToken => "an access token",
        };
        write!(f, "{what} could not be fetched")
    }
}

impl fmt::Debug for UnavailableError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UnavailableError")
            .field("what", &self.what)
            .field("source", &self.source)
            .finish()
    }
}
