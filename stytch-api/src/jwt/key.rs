//! A public key that verifies signatures.

use std::ops::RangeInclusive;

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};

pub(crate) use self::rsa::RsaKey;

#[cfg(feature = "aws-lc-rs")]
#[path = "key/aws_lc_rs.rs"]
mod rsa;
#[cfg(all(
    not(feature = "aws-lc-rs"),
    any(feature = "native-tls", feature = "rustls", feature = "sandbox")
))]
#[path = "key/ring.rs"]
mod rsa;
/// Never built to the end: without a crypto library, `crypto` reports the one error.
#[cfg(not(any(
    feature = "aws-lc-rs",
    feature = "native-tls",
    feature = "rustls",
    feature = "sandbox"
)))]
mod rsa {
    pub(crate) struct RsaKey;

    impl RsaKey {
        pub(crate) fn new(_: Vec<u8>, _: Vec<u8>) -> Option<Self> {
            None
        }

        pub(crate) fn verify(&self, _: &[u8], _: &[u8]) -> bool {
            false
        }
    }
}

/// The sizes of a modulus that RS256 allows (RFC 7518, 3.3) and the crypto libraries support, in bytes.
const MODULUS_SIZES: RangeInclusive<usize> = 256..=1024;

/// The exponents that the crypto libraries support: of at most 33 bits.
const EXPONENTS: RangeInclusive<u64> = 3..=(1 << 33) - 1;

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
            (Some(modulus), Some(exponent)) if is_valid(&modulus, &exponent) => {
                RsaKey::new(modulus, exponent)
            }
            _ => None,
        };
        key.map_or(Self::Unsupported, Self::Rs256)
    }
}

/// Whether the numbers, without leading zeros, can be an RSA key. ring would only find out when it verifies a
/// signature, and until then random bytes would count as a key.
fn is_valid(modulus: &[u8], exponent: &[u8]) -> bool {
    let is_odd = |bytes: &[u8]| bytes.last().is_some_and(|byte| byte % 2 == 1);
    let value = exponent
        .iter()
        .try_fold(0_u64, |value, byte| value.checked_mul(256)?.checked_add(u64::from(*byte)));
    MODULUS_SIZES.contains(&modulus.len())
        && is_odd(modulus)
        && is_odd(exponent)
        && value.is_some_and(|value| EXPONENTS.contains(&value))
}

fn decode_integer(text: &str) -> Option<Vec<u8>> {
    // RFC 7515 does not allow padding, but some writers add it.
    let bytes = BASE64_URL_SAFE_NO_PAD.decode(text.trim_end_matches('=')).ok()?;
    // The crypto libraries reject leading zeros.
    let first = bytes.iter().position(|byte| *byte != 0)?;
    Some(bytes[first..].to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_numbers_of_rsa_keys_are_valid() {
        let modulus = |size: usize, last: u8| {
            let mut bytes = vec![0xc3; size];
            bytes[size - 1] = last;
            bytes
        };
        let cases: [(Vec<u8>, &[u8], bool); 15] = [
            (modulus(256, 1), &[1, 0, 1], true),
            (modulus(256, 0xff), &[3], true),
            (modulus(1024, 1), &[1, 0xff, 0xff, 0xff, 0xff], true),
            (modulus(255, 1), &[1, 0, 1], false),
            (modulus(1025, 1), &[1, 0, 1], false),
            // Even numbers.
            (modulus(256, 2), &[1, 0, 1], false),
            (modulus(256, 0), &[1, 0, 1], false),
            (modulus(256, 1), &[1, 0, 2], false),
            (modulus(256, 1), &[4], false),
            // Exponents that are too small or too large.
            (modulus(256, 1), &[1], false),
            (modulus(256, 1), &[2], false),
            (modulus(256, 1), &[2, 0, 0, 0, 1], false),
            (modulus(256, 1), &[1; 6], false),
            (modulus(256, 1), &[1; 9], false),
            (modulus(256, 1), &[1; 256], false),
        ];
        for (modulus, exponent, expected) in cases {
            let key = Key::rs256(
                &BASE64_URL_SAFE_NO_PAD.encode(&modulus),
                &BASE64_URL_SAFE_NO_PAD.encode(exponent),
            );
            let is_usable = matches!(key, Key::Rs256(_));
            assert_eq!(is_usable, expected, "{} {exponent:?}", modulus.len());
        }
    }
}
