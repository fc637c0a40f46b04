//! An RSA key by ring, which takes its numbers for each signature anew.

use ring::signature::{RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents};

pub(crate) struct RsaKey(RsaPublicKeyComponents<Vec<u8>>);

impl RsaKey {
    /// The key with these numbers; whether they are ones shows with the first signature.
    #[expect(clippy::unnecessary_wraps, reason = "aws-lc-rs refuses numbers that are no key")]
    pub(crate) fn new(n: Vec<u8>, e: Vec<u8>) -> Option<Self> {
        Some(Self(RsaPublicKeyComponents { n, e }))
    }

    /// Whether `signature` is that of `message` by this key and RS256.
    pub(crate) fn has_signed(&self, message: &[u8], signature: &[u8]) -> bool {
        self.0.verify(&RSA_PKCS1_2048_8192_SHA256, message, signature).is_ok()
    }
}
