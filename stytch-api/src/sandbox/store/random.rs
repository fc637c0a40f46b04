//! IDs, tokens and codes. All from the system's secure source: a sandbox may well serve as the
//! stand-in of a staging environment, and there is no reason to be cheap.

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};

use crate::Secret;

const CODE_ALPHABET: &[u8; 36] = b"abcdefghijklmnopqrstuvwxyz0123456789";

pub(crate) fn bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    // A system without randomness cannot serve anything that is worth a test.
    getrandom::fill(&mut bytes).expect("the system has random bytes");
    bytes
}

/// `member-test-32fc5024-9c09-4da3-bd2e-c9ce4da9375f` for `member`.
pub(crate) fn id(kind: &str) -> String {
    let mut bytes = bytes::<16>();
    // Version 4, variant 1, as RFC 9562 has it.
    bytes[6] = bytes[6] & 0x0f | 0x40;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let value = u128::from_be_bytes(bytes);
    let hex = format!("{value:032x}");
    let (first, second, third, fourth, fifth) =
        (&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]);
    format!("{kind}-test-{first}-{second}-{third}-{fourth}-{fifth}")
}

/// 32 random bytes, base64url.
pub(crate) fn token() -> String {
    BASE64_URL_SAFE_NO_PAD.encode(bytes::<32>())
}

/// `ckss-2skx-ebow`.
pub(crate) fn recovery_code() -> Secret {
    let letters: Vec<u8> = std::iter::repeat_with(bytes::<16>)
        .flatten()
        // 252 is the largest multiple of 36 in a byte: what lies above would favour the first letters.
        .filter(|byte| *byte < 252)
        .map(|byte| CODE_ALPHABET[usize::from(byte) % CODE_ALPHABET.len()])
        .take(12)
        .collect();
    let groups: Vec<_> = letters.chunks(4).map(String::from_utf8_lossy).collect();
    Secret::from(groups.join("-"))
}
