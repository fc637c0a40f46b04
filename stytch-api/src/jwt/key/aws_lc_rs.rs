//! An RSA key of aws-lc-rs, which is parsed once for all signatures.

use aws_lc_rs::signature::{ParsedPublicKey, RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents};

pub(crate) struct RsaKey(ParsedPublicKey);

impl RsaKey {
    /// Returns the key, or `None` if modulus or exponent are invalid.
    pub(crate) fn new(n: Vec<u8>, e: Vec<u8>) -> Option<Self> {
        let components = RsaPublicKeyComponents { n, e };
        components.to_parsed_public_key(&RSA_PKCS1_2048_8192_SHA256).ok().map(Self)
    }

    /// Whether `signature` is the RS256 signature of `message` by this key.
    pub(crate) fn verify(&self, message: &[u8], signature: &[u8]) -> bool {
        self.0.verify_sig(message, signature).is_ok()
    }
}
