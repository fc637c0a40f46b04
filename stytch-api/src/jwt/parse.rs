//! Splits a JWT into header, claims and signature. Nothing in it is trusted before the signature has
//! been verified.

use std::fmt;

use base64::Engine as _;
use serde_core::{
    Deserializer as _,
    de::{IgnoredAny, MapAccess, Visitor},
};

use self::base64url::ENGINE;
use crate::{error::token::TokenErrorKind, jwt::text::Text};

/// The largest token that is parsed. Stytch's are smaller: custom claims take 4 kB at most.
const MAX_LENGTH: usize = 64 << 10;

/// A parsed token whose header names RS256 and a key.
pub(crate) struct Jwt<'t> {
    /// The ID of the key that signed the token, according to its header.
    pub(crate) kid: String,
    /// The signed part: header and claims, still encoded.
    pub(crate) message: &'t [u8],
    /// The claims in base64url.
    claims: &'t str,
    pub(crate) signature: Vec<u8>,
}

impl<'t> Jwt<'t> {
    /// Splits `token` and parses its header.
    pub(crate) fn parse(token: &'t str) -> Result<Self, TokenErrorKind> {
        if token.len() > MAX_LENGTH {
            return Err(TokenErrorKind::Malformed);
        }
        let (message, signature) = token.rsplit_once('.').ok_or(TokenErrorKind::Malformed)?;
        let (header, claims) = message.split_once('.').ok_or(TokenErrorKind::Malformed)?;
        if claims.contains('.') {
            return Err(TokenErrorKind::Malformed);
        }
        let header = decode(header)?;
        let Header { alg, kid, crit } = Header::parse(&header)?;
        // A token must not choose how it is verified, so no other algorithm is accepted for any key.
        if alg.as_deref() != Some("RS256") {
            return Err(TokenErrorKind::InvalidAlgorithm);
        }
        // A critical extension must be understood (RFC 7515, 4.1.11), and none is supported.
        if crit {
            return Err(TokenErrorKind::Malformed);
        }
        let kid = kid.ok_or(TokenErrorKind::UnknownKey)?.0.into_owned();
        Ok(Self { kid, message: message.as_bytes(), claims, signature: decode(signature)? })
    }

    /// Decodes the claims to JSON.
    pub(crate) fn decode_claims(&self) -> Result<Vec<u8>, TokenErrorKind> {
        decode(self.claims)
    }
}

/// Decodes base64url as in RFC 7515: padding and non-zero trailing bits are rejected.
fn decode(part: &str) -> Result<Vec<u8>, TokenErrorKind> {
    ENGINE.decode(part).map_err(|_| TokenErrorKind::Malformed)
}

/// The engine for base64url without padding. It uses AVX2 or NEON if the CPU has it: otherwise, decoding is a quarter of
/// the work of a verification besides that for the signature.
#[cfg(any(target_arch = "x86_64", all(target_arch = "aarch64", target_feature = "neon")))]
mod base64url {
    use std::sync::LazyLock;

    use base64::engine::{Simd, general_purpose::NO_PAD};

    pub(super) static ENGINE: LazyLock<Simd> = LazyLock::new(|| Simd::url_safe(NO_PAD));
}

/// The engine for processors that `Simd` does not support.
#[cfg(not(any(target_arch = "x86_64", all(target_arch = "aarch64", target_feature = "neon"))))]
mod base64url {
    pub(super) use base64::prelude::BASE64_URL_SAFE_NO_PAD as ENGINE;
}

/// The relevant members of a JOSE header.
#[derive(Default)]
struct Header<'j> {
    alg: Option<Text<'j>>,
    kid: Option<Text<'j>>,
    crit: bool,
}

impl<'j> Header<'j> {
    fn parse(json: &'j [u8]) -> Result<Self, TokenErrorKind> {
        let mut reader = serde_json::Deserializer::from_slice(json);
        let header = reader.deserialize_map(Self::default());
        header
            .and_then(|header| reader.end().map(|()| header))
            .map_err(|_| TokenErrorKind::Malformed)
    }
}

impl<'de> Visitor<'de> for Header<'de> {
    type Value = Self;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the header of a JWT")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<Self, A::Error> {
        while let Some(name) = map.next_key::<Text<'de>>()? {
            match &*name {
                "alg" => self.alg = map.next_value()?,
                "kid" => self.kid = map.next_value()?,
                other => {
                    self.crit |= other == "crit";
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(self)
    }
}

#[cfg(test)]
mod tests {
    use base64::prelude::BASE64_URL_SAFE_NO_PAD;

    use super::*;

    /// Lengths around the blocks of the vector instructions, each with an invalid byte at every position.
    #[test]
    fn base64url_of_any_length_is_decoded_or_rejected() {
        let bytes: Vec<u8> =
            (0..=u8::MAX).cycle().map(|byte| byte.wrapping_mul(101)).take(200).collect();
        for length in 0..bytes.len() {
            let text = BASE64_URL_SAFE_NO_PAD.encode(&bytes[..length]);
            assert_eq!(decode(&text).ok().as_deref(), Some(&bytes[..length]), "{length}");
            for invalid in ["=", "+", "/", " ", "\u{80}"] {
                for position in 0..text.len() {
                    let mut text = text.clone();
                    text.replace_range(position..=position, invalid);
                    assert!(decode(&text).is_err(), "{length} {position} {invalid:?}");
                }
            }
        }
        for trailing_bits in ["AB", "AAB"] {
            assert!(decode(trailing_bits).is_err(), "{trailing_bits}");
        }
    }
}
