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
/// # Memory
///
/// The following is zeroed when its last owner is dropped, and when a growing buffer moves:
///
/// - every `Secret`: in requests, in responses and in clients;
/// - the key of a `totp::Authenticator`, and the buffers that it is decoded in;
/// - the encoded body of a request;
/// - the values of headers that are secrets: the project's credentials in `Authorization`, secret fields
///   of a request, and the values given to [`Call::header`](crate::Call::header);
/// - the private key in [`TlsOptions`](crate::TlsOptions), but not the TLS library's copy of it.
///
/// The following is not zeroed, because it belongs to other libraries, to the kernel or to you:
///
/// - the buffers of the HTTP and TLS libraries and of the kernel, which have a copy of everything that
///   is sent and received;
/// - the body of a response, including that of an error, and JSON that was parsed from it;
/// - paths and queries of URLs; no endpoint of Stytch has a secret there;
/// - what a secret was made from, other than a `String` that was moved into it, such as the JSON given to
///   `Client::send_json`;
/// - memory that the system has swapped out or dumped.
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
