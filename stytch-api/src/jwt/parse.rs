//! A JWT taken apart: header, claims, signature. Nothing in it is believed before the signature holds.

use std::fmt;

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use serde_core::{
    Deserializer as _,
    de::{IgnoredAny, MapAccess, Visitor},
};

use crate::{error::token::TokenErrorKind, jwt::text::Text};

/// Longer than any token of Stytch's: custom claims take 4 kB at most.
const LONGEST: usize = 64 << 10;

/// A token whose header says that it can be checked.
pub(crate) struct Jwt<'t> {
    /// Which key signed it, as it says.
    pub(crate) kid: String,
    /// What is signed: header and claims as they stand in the token.
    pub(crate) message: &'t [u8],
    /// The claims, still encoded.
    claims: &'t str,
    pub(crate) signature: Vec<u8>,
}

impl<'t> Jwt<'t> {
    /// Takes `token` apart and reads its header.
    pub(crate) fn parse(token: &'t str) -> Result<Self, TokenErrorKind> {
        if token.len() > LONGEST {
            return Err(TokenErrorKind::Malformed);
        }
        let (message, signature) = token.rsplit_once('.').ok_or(TokenErrorKind::Malformed)?;
        let (header, claims) = message.split_once('.').ok_or(TokenErrorKind::Malformed)?;
        if claims.contains('.') {
            return Err(TokenErrorKind::Malformed);
        }
        let header = decode(header)?;
        let Header { alg, kid, crit } = Header::read(&header)?;
        // Any other algorithm is refused whatever the key is: a token must not choose how it is checked.
        if alg.as_deref() != Some("RS256") {
            return Err(TokenErrorKind::Algorithm);
        }
        // An extension that is critical must be understood (RFC 7515, 4.1.11), and none is.
        if crit {
            return Err(TokenErrorKind::Malformed);
        }
        let kid = kid.ok_or(TokenErrorKind::UnknownKey)?.0.into_owned();
        Ok(Self { kid, message: message.as_bytes(), claims, signature: decode(signature)? })
    }

    /// The claims as JSON.
    pub(crate) fn claims(&self) -> Result<Vec<u8>, TokenErrorKind> {
        decode(self.claims)
    }
}

/// As RFC 7515 has it: base64url without padding, and without bits that nobody would miss.
fn decode(part: &str) -> Result<Vec<u8>, TokenErrorKind> {
    BASE64_URL_SAFE_NO_PAD.decode(part).map_err(|_| TokenErrorKind::Malformed)
}

/// What matters of a JOSE header.
#[derive(Default)]
struct Header<'j> {
    alg: Option<Text<'j>>,
    kid: Option<Text<'j>>,
    crit: bool,
}

impl<'j> Header<'j> {
    fn read(json: &'j [u8]) -> Result<Self, TokenErrorKind> {
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
