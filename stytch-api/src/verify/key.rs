//! One public key, ready to check signatures with.

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};

use crate::{
    common::Jwk,
    crypto::backend::signature::{RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents},
};

/// A key of the set.
pub(super) enum Key {
    /// An RSA key for RS256, its numbers decoded once.
    Rs256(RsaPublicKeyComponents<Vec<u8>>),
    /// A key for something else, which verifies nothing here.
    Other,
}

impl Key {
    /// What `jwk` says, where it is a key for RS256.
    ///
    /// A set may hold keys that are not for us: they are passed over, and a token that names one is
    /// refused.
    pub(super) fn new(jwk: &Jwk) -> Self {
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
        match (is_for_us, number(&jwk.n), number(&jwk.e)) {
            (true, Some(n), Some(e)) => Self::Rs256(RsaPublicKeyComponents { n, e }),
            _ => Self::Other,
        }
    }
}

/// Whether `signature` is that of `message` by `key`.
pub(super) fn is_signed(
    key: &RsaPublicKeyComponents<Vec<u8>>,
    message: &[u8],
    signature: &[u8],
) -> bool {
    key.verify(&RSA_PKCS1_2048_8192_SHA256, message, signature).is_ok()
}
