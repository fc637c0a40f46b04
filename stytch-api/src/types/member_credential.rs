//! On whose behalf a call is made.

use serde_core::{Deserialize, Deserializer, Serialize, Serializer, de::Error, ser::SerializeMap};

use crate::Secret;

pub(crate) const TOKEN_HEADER: &str = "X-Stytch-Member-Session";
pub(crate) const JWT_HEADER: &str = "X-Stytch-Member-SessionJWT";

/// The session of the Member on whose behalf a call is made: a token or a JWT, never both.
///
/// With it, Stytch checks that the Member's roles allow the call and refuses it otherwise; without
/// it, the call has the full rights of the project.
///
/// ```
/// use stytch_api::MemberCredential;
///
/// let credential = MemberCredential::token("mZAYn5aLEqKUlZ_Ad9U_fWr38GaAQ1oFAhT8ds245v7Q");
/// assert_eq!(format!("{credential:?}"), "Token([redacted])");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum MemberCredential {
    /// An opaque session token.
    Token(Secret),
    /// A session JWT.
    Jwt(Secret),
}

impl MemberCredential {
    /// A session token.
    pub fn token(token: impl Into<Secret>) -> Self {
        Self::Token(token.into())
    }

    /// A session JWT.
    pub fn jwt(jwt: impl Into<Secret>) -> Self {
        Self::Jwt(jwt.into())
    }

    /// The header and its value.
    pub(crate) fn header(&self) -> (&'static str, &Secret) {
        match self {
            Self::Token(token) => (TOKEN_HEADER, token),
            Self::Jwt(jwt) => (JWT_HEADER, jwt),
        }
    }
}

/// Written as an object with the header as its one member.
impl Serialize for MemberCredential {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (name, secret) = self.header();
        let mut map = serializer.serialize_map(Some(1))?;
        map.serialize_entry(name, secret)?;
        map.end()
    }
}

impl<'de> Deserialize<'de> for MemberCredential {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let headers = std::collections::BTreeMap::<String, Secret>::deserialize(deserializer)?;
        let mut headers = headers.into_iter();
        match (headers.next(), headers.next()) {
            (Some((name, token)), None) if name == TOKEN_HEADER => Ok(Self::Token(token)),
            (Some((name, jwt)), None) if name == JWT_HEADER => Ok(Self::Jwt(jwt)),
            _ => Err(D::Error::custom(format_args!(
                "a session is given by exactly one of `{TOKEN_HEADER}` and `{JWT_HEADER}`"
            ))),
        }
    }
}
