//! Splits a JWT into header, claims and signature. Nothing in it is trusted before the signature has
//! been verified.

use std::fmt;

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use serde_core::{
    Deserializer as _,
    de::{IgnoredAny, MapAccess, Visitor},
};

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
    BASE64_URL_SAFE_NO_PAD.decode(part).map_err(|_| TokenErrorKind::Malformed)
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
