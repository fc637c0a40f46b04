//! The error of an authenticator that cannot be migrated.

use std::fmt;

/// An authenticator that is invalid, or that Stytch could not verify codes of. The error contains no part of
/// the secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum AuthenticatorError {
    /// The secret is empty.
    EmptySecret,
    /// The secret contains a character that its encoding does not have.
    #[non_exhaustive]
    InvalidCharacter {
        /// The encoding: `base32` or `hex`.
        encoding: &'static str,
        /// The position of the character in the secret, from 1. Separators count.
        position: usize,
    },
    /// No number of bytes is encoded in as many characters. The secret may have been cut off.
    #[non_exhaustive]
    InvalidLength {
        /// The encoding: `base32` or `hex`.
        encoding: &'static str,
    },
    /// The last character of the base32 secret has unused bits that are not zero. The secret may have been cut
    /// off.
    TrailingBits,
    /// The text is not a URI of the expected format.
    #[non_exhaustive]
    InvalidUri {
        /// What the URI must begin with.
        expected: &'static str,
    },
    /// The URI has no value for a required parameter.
    #[non_exhaustive]
    MissingParameter {
        /// The parameter's name.
        name: &'static str,
    },
    /// The URI has a parameter more than once.
    #[non_exhaustive]
    DuplicateParameter {
        /// The parameter's name.
        name: &'static str,
    },
    /// A parameter of the URI is not a number, or out of range.
    #[non_exhaustive]
    InvalidNumber {
        /// The parameter's name.
        name: &'static str,
    },
    /// The data of an export by Google Authenticator is not what the format defines. It may have been cut off.
    InvalidExport,
    /// The codes are not time-based codes of RFC 6238.
    #[non_exhaustive]
    UnsupportedType {
        /// The type: `HOTP`, `Steam` or `unknown`.
        otp_type: &'static str,
    },
    /// The codes are computed with another hash function than SHA-1.
    #[non_exhaustive]
    UnsupportedAlgorithm {
        /// The hash function, such as `SHA-256`, or `unknown`.
        algorithm: &'static str,
    },
    /// The codes don't have six digits.
    #[non_exhaustive]
    UnsupportedDigits {
        /// The number of digits.
        digits: u32,
    },
    /// A code is not shown for 30 seconds.
    #[non_exhaustive]
    UnsupportedPeriod {
        /// The number of seconds.
        seconds: u32,
    },
}

impl AuthenticatorError {
    /// Whether the authenticator is valid but cannot be migrated: its owner must set up a new one. Otherwise,
    /// the input is invalid.
    pub fn is_unsupported(&self) -> bool {
        match self {
            Self::UnsupportedType { .. }
            | Self::UnsupportedAlgorithm { .. }
            | Self::UnsupportedDigits { .. }
            | Self::UnsupportedPeriod { .. } => true,
            Self::EmptySecret
            | Self::InvalidCharacter { .. }
            | Self::InvalidLength { .. }
            | Self::TrailingBits
            | Self::InvalidUri { .. }
            | Self::MissingParameter { .. }
            | Self::DuplicateParameter { .. }
            | Self::InvalidNumber { .. }
            | Self::InvalidExport => false,
        }
    }
}

impl fmt::Display for AuthenticatorError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::EmptySecret => f.write_str("the authenticator's secret is empty"),
            Self::InvalidCharacter { encoding, position } => write!(
                f,
                "invalid {encoding} secret: character {position} is not valid in {encoding}; \
                 check the encoding"
            ),
            Self::InvalidLength { encoding } => write!(
                f,
                "invalid {encoding} secret: its length is not possible in {encoding}; \
                 check that it was not cut off"
            ),
            Self::TrailingBits => f.write_str(
                "invalid base32 secret: the unused bits of its last character are not zero; \
                 check that it was not cut off",
            ),
            Self::InvalidUri { expected } => {
                write!(f, "invalid URI of an authenticator: it must begin with `{expected}`")
            }
            Self::MissingParameter { name } => {
                write!(f, "invalid URI of an authenticator: parameter `{name}` is missing")
            }
            Self::DuplicateParameter { name } => {
                write!(f, "invalid URI of an authenticator: parameter `{name}` is repeated")
            }
            Self::InvalidNumber { name } => {
                write!(f, "invalid URI of an authenticator: `{name}` is not a valid number")
            }
            Self::InvalidExport => f.write_str(
                "invalid export by Google Authenticator: its data cannot be read; \
                 check that it was not cut off",
            ),
            Self::UnsupportedType { otp_type } => {
                write!(f, "the authenticator's type is {otp_type}; only TOTP can be migrated")
            }
            Self::UnsupportedAlgorithm { algorithm } => {
                write!(
                    f,
                    "the authenticator's algorithm is {algorithm}; only SHA-1 can be migrated"
                )
            }
            Self::UnsupportedDigits { digits } => {
                write!(f, "the authenticator's codes have {digits} digits; only 6 can be migrated")
            }
            Self::UnsupportedPeriod { seconds } => write!(
                f,
                "the authenticator's codes change every {seconds} seconds; only 30 can be migrated"
            ),
        }
    }
}

impl std::error::Error for AuthenticatorError {}
