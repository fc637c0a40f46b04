//! A string that is never printed.

use std::fmt;

use serde_core::{Serialize, Serializer};
use zeroize::Zeroizing;

/// A secret string, such as a token, a code, a password or the key of an authenticator.
///
/// `Debug` prints `[redacted]`, `Display` is not implemented, and the memory is zeroed on drop. Use
/// [`expose`](Self::expose) to read the secret. `Serialize` writes the secret itself, because
/// requests must contain it: the output of `serde_json::to_string(&response)` contains secrets.
///
/// ```
/// use stytch_api::Secret;
///
/// let secret = Secret::from("BTGNX5RKJRMQWQFRQKTG34JCF6XDRHZS");
/// assert_eq!(format!("{secret:?}"), "[redacted]");
/// assert_eq!(secret.expose().len(), 32);
/// ```
#[derive(Clone, Default)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// Returns the secret.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Whether the secret is empty, as it is when the field is absent.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

/// Compares in constant time for secrets of the same length.
impl PartialEq for Secret {
    fn eq(&self, other: &Self) -> bool {
        let (left, right) = (self.0.as_bytes(), other.0.as_bytes());
        left.len() == right.len()
            && left.iter().zip(right).fold(0, |bits, (left, right)| bits | (left ^ right)) == 0
    }
}

impl Eq for Secret {}

impl From<String> for Secret {
    fn from(secret: String) -> Self {
        Self(Zeroizing::new(secret))
    }
}

impl From<&str> for Secret {
    fn from(secret: &str) -> Self {
        Self(Zeroizing::new(secret.to_owned()))
    }
}

impl From<&String> for Secret {
    fn from(secret: &String) -> Self {
        Self::from(secret.as_str())
    }
}

impl From<&Secret> for Secret {
    fn from(secret: &Secret) -> Self {
        secret.clone()
    }
}

impl Serialize for Secret {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.expose())
    }
}
