//! A public key that verifies signatures.

use std::ops::RangeInclusive;

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};

pub(crate) use self::rsa::RsaKey;

#[cfg(feature = "aws-lc-rs")]
#[path = "key/aws_lc_rs.rs"]
mod rsa;
#[cfg(not(feature = "aws-lc-rs"))]
#[path = "key/ring.rs"]
mod rsa;

/// The sizes of a modulus that RS256 allows (RFC 7518, 3.3) and the crypto libraries support, in bytes.
const MODULUS_SIZES: RangeInclusive<usize> = 256..=1024;

/// A key of a key set.
pub(crate) enum Key {
    /// An RSA key for RS256.
    Rs256(RsaKey),
    /// A key that is not for RS256 signatures; tokens that name it are rejected.
    Unsupported,
}

impl Key {
    /// Parses an RSA key from its modulus and exponent in base64url, as in a JWK.
    pub(crate) fn rs256(modulus: &str, exponent: &str) -> Self {
        let key = match (decode_integer(modulus), decode_integer(exponent)) {
            (Some(modulus), Some(exponent)) if MODULUS_SIZES.contains(&modulus.len()) => {
                RsaKey::new(modulus, exponent)
            }
            _ => None,
        };
        key.map_or(Self::Unsupported, Self::Rs256)
    }
}

fn decode_integer(text: &str) -> Option<Vec<u8>> {
    // RFC 7515 does not allow padding, but some writers add it.
    let bytes = BASE64_URL_SAFE_NO_PAD.decode(text.trim_end_matches('=')).ok()?;
    // The crypto libraries reject leading zeros.
    let first = bytes.iter().position(|byte| *byte != 0)?;
    Some(bytes[first..].to_vec())
}
