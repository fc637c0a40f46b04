//! One public key, ready to check signatures with.

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};

pub(crate) use self::rsa::RsaKey;
use crate::common::Jwk;

#[cfg(feature = "aws-lc-rs")]
#[path = "key/aws_lc_rs.rs"]
mod rsa;
#[cfg(not(feature = "aws-lc-rs"))]
#[path = "key/ring.rs"]
mod rsa;

/// A key of the set.
pub(crate) enum Key {
    /// An RSA key for RS256.
    Rs256(RsaKey),
    /// A key for something else, which verifies nothing here.
    Other,
}

impl Key {
    /// What `jwk` says, where it is a key for RS256.
    ///
    /// A set may hold keys that are not for us: they are passed over, and a token that names one is
    /// refused.
    pub(crate) fn new(jwk: &Jwk) -> Self {
        let is_for_us = jwk.kty == "RSA"
            && matches!(jwk.alg.as_str(), "" | "RS256")
            && matches!(jwk.r#use.as_str(), "" | "sig")
            && (jwk.key_ops.is_empty() || jwk.key_ops.iter().any(|op| op == "verify"));
        let number = |text: &str| {
            // Some writers pad, which RFC 7515 does not allow; the number is the same.
            let bytes = BASE64_URL_SAFE_NO_PAD.decode(text.trim_end_matches('=')).ok()?;
            // Leading zeros are no part of a number, and the crypto library refuses them.
            let first = bytes.iter().position(|byte| *byte != 0)?;
            Some(bytes[first..].to_vec())
        };
        let key = match (is_for_us, number(&jwk.n), number(&jwk.e)) {
            (true, Some(n), Some(e)) => RsaKey::new(n, e),
            _ => None,
        };
        key.map_or(Self::Other, Self::Rs256)
    }
}
