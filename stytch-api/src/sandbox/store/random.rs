//! Random IDs, tokens and recovery codes.
//!
//! All come from the system's secure source, since a sandbox may serve a staging environment.

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};

use crate::Secret;

const CODE_ALPHABET: &[u8; 36] = b"abcdefghijklmnopqrstuvwxyz0123456789";

pub(crate) fn bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    // Without a random source, the sandbox cannot issue any ID or token.
    getrandom::fill(&mut bytes).expect("the system's random source works");
    bytes
}

/// An ID such as `member-test-32fc5024-9c09-4da3-bd2e-c9ce4da9375f` for the prefix `member`.
pub(crate) fn id(prefix: &str) -> String {
    let mut bytes = bytes::<16>();
    // A version 4 UUID (RFC 9562, section 5.4).
    bytes[6] = bytes[6] & 0x0f | 0x40;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let value = u128::from_be_bytes(bytes);
    let hex = format!("{value:032x}");
    let (first, second, third, fourth, fifth) =
        (&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]);
    format!("{prefix}-test-{first}-{second}-{third}-{fourth}-{fifth}")
}

/// 32 random bytes in base64url.
pub(crate) fn token() -> String {
    BASE64_URL_SAFE_NO_PAD.encode(bytes::<32>())
}

/// A passcode of six digits.
pub(crate) fn passcode() -> Secret {
    // The bias towards small codes is negligible: 2^64 is much larger than 10^6.
    Secret::from(format!("{:06}", u64::from_be_bytes(bytes()) % 1_000_000))
}

/// A recovery code such as `ckss-2skx-ebow`.
pub(crate) fn recovery_code() -> Secret {
    let letters: Vec<u8> = std::iter::repeat_with(bytes::<16>)
        .flatten()
        // 252 is the largest multiple of 36 in a byte: higher values would favor the first letters.
        .filter(|byte| *byte < 252)
        .map(|byte| CODE_ALPHABET[usize::from(byte) % CODE_ALPHABET.len()])
        .take(12)
        .collect();
    let groups: Vec<_> = letters.chunks(4).map(String::from_utf8_lossy).collect();
    Secret::from(groups.join("-"))
}
