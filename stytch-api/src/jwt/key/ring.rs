//! An RSA key of ring, which parses it again for each signature.

use ring::signature::{RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents};

pub(crate) struct RsaKey(RsaPublicKeyComponents<Vec<u8>>);

impl RsaKey {
    /// Returns the key. ring checks its numbers at each verification.
    #[expect(clippy::unnecessary_wraps, reason = "aws-lc-rs checks the numbers here")]
    pub(crate) fn new(n: Vec<u8>, e: Vec<u8>) -> Option<Self> {
        Some(Self(RsaPublicKeyComponents { n, e }))
    }

    /// Whether `signature` is the RS256 signature of `message` by this key.
    pub(crate) fn verify(&self, message: &[u8], signature: &[u8]) -> bool {
        self.0.verify(&RSA_PKCS1_2048_8192_SHA256, message, signature).is_ok()
    }
}
