//! Why a token is rejected.

use std::fmt;

use crate::error::escaped::Escaped;

/// A token was rejected locally, or does not grant a required scope or permission. The error
/// contains no part of the token.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct TokenError {
    /// The reason.
    pub kind: TokenErrorKind,
}

/// Why a token is rejected or denied.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TokenErrorKind {
    /// The token is not a JWT (three parts, base64url, JSON), or a claim has the wrong type.
    Malformed,
    /// The header names an algorithm other than RS256.
    InvalidAlgorithm,
    /// The header names no key, or one that is not in the project's cached key set.
    UnknownKey,
    /// The header names a key that is not for RS256 signatures.
    UnsupportedKey,
    /// The signature does not match.
    InvalidSignature,
    /// The token is of another type: an access token instead of a session JWT or the reverse, or a
    /// Member's session instead of a User's.
    WrongTokenType,
    /// A required claim is missing, such as `exp`.
    MissingClaim(&'static str),
    /// The issuer is not the project, the client's base URL, or one of its
    /// [`token_issuers`](crate::ClientBuilder::token_issuers).
    InvalidIssuer,
    /// The token is for another project.
    InvalidAudience,
    /// The token was issued, or becomes valid, in the future.
    NotYetValid,
    /// The token has expired.
    Expired,
    /// The token is as old as `max_token_age`, or older.
    TooOld,
    /// The token is valid, but does not have this scope.
    MissingScope(String),
    /// The token is valid, but none of its roles or scopes grants the permission.
    MissingPermission,
    /// The token is valid, but the permission is for another Organization.
    WrongOrganization,
}

impl TokenErrorKind {
    /// Whether the token is valid and only a scope or permission is missing.
    pub(crate) fn is_denied(&self) -> bool {
        matches!(self, Self::MissingScope(_) | Self::MissingPermission | Self::WrongOrganization)
    }
}

impl fmt::Display for TokenErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self {
            Self::Malformed => "it is not a JWT, or a claim has the wrong type",
            Self::InvalidAlgorithm => "its algorithm is not RS256",
            Self::UnknownKey => "its key is not in the project's key set",
            Self::UnsupportedKey => "its key is not for RS256 signatures",
            Self::InvalidSignature => "its signature is invalid",
            Self::WrongTokenType => "it is a different type of token",
            Self::MissingClaim(claim) => return write!(f, "it has no `{claim}` claim"),
            Self::InvalidIssuer => "its issuer is not accepted",
            Self::InvalidAudience => "it is not for the project",
            Self::NotYetValid => "it is not valid yet",
            Self::Expired => "it has expired",
            Self::TooOld => "it was issued too long ago",
            Self::MissingScope(scope) => {
                return write!(f, "it does not have the scope {:?}", Escaped(scope));
            }
            Self::MissingPermission => "none of its roles or scopes grants the permission",
            Self::WrongOrganization => "the permission is for another Organization",
        };
        f.write_str(what)
    }
}

impl fmt::Display for TokenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let verdict = if self.kind.is_denied() { "permission denied" } else { "token rejected" };
        write!(f, "{verdict}: {}", self.kind)
    }
}

impl std::error::Error for TokenError {}
