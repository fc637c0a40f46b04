//! The error of a webhook.

use std::fmt;

/// A message or a secret that was rejected. The error contains neither.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum WebhookError {
    /// The secret is empty, or not valid base64 after the prefix `whsec_`.
    InvalidSecret,
    /// The secret has fewer than 24 bytes, which Standard Webhooks does not allow: it may have been cut off
    /// when it was copied.
    ShortSecret,
    /// A header is missing or not valid text.
    #[non_exhaustive]
    MissingHeader {
        /// The header's name, which begins with `svix-`.
        name: &'static str,
    },
    /// The timestamp header is not a number of seconds since 1970.
    InvalidTimestamp,
    /// The timestamp is too far in the past. The message may have been recorded and replayed.
    TooOld,
    /// The timestamp is too far in the future. A clock may be wrong.
    TooNew,
    /// No signature matches: the message or its headers don't come from Stytch, or the secret is wrong.
    NoMatchingSignature,
}

impl fmt::Display for WebhookError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::InvalidSecret => {
                "invalid webhook secret: empty or not valid base64; copy the `whsec_…` secret of the webhook"
            }
            Self::ShortSecret => {
                "invalid webhook secret: fewer than 24 bytes; copy the whole `whsec_…` secret of the webhook"
            }
            Self::MissingHeader { name } => {
                return write!(f, "header `{name}` is missing or not valid text");
            }
            Self::InvalidTimestamp => "invalid webhook timestamp: not a number of seconds",
            Self::TooOld => "the webhook message is too old",
            Self::TooNew => "the timestamp of the webhook message is in the future",
            Self::NoMatchingSignature => "no signature of the webhook message matches; check the secret",
        })
    }
}

impl std::error::Error for WebhookError {}
