//! An RSA key by aws-lc-rs, which makes it ready once for all signatures.

use aws_lc_rs::signature::{ParsedPublicKey, RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents};

pub(crate) struct RsaKey(ParsedPublicKey);

impl RsaKey {
    /// The key with these numbers, where they are ones.
    pub(crate) fn new(n: Vec<u8>, e: Vec<u8>) -> Option<Self> {
        let numbers = RsaPublicKeyComponents { n, e };
        numbers.to_parsed_public_key(&RSA_PKCS1_2048_8192_SHA256).ok().map(Self)
    }

    /// Whether `signature` is that of `message` by this key and RS256.
    pub(crate) fn has_signed(&self, message: &[u8], signature: &[u8]) -> bool {
        self.0.verify_sig(message, signature).is_ok()
    }
}
