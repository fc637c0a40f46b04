//! The Member session that a call is made with.

use serde_core::{Deserialize, Deserializer, Serialize, Serializer, de::Error, ser::SerializeMap};

use crate::Secret;

pub(crate) const TOKEN_HEADER: &str = "X-Stytch-Member-Session";
pub(crate) const JWT_HEADER: &str = "X-Stytch-Member-SessionJWT";

/// The session of the Member on whose behalf a call is made: either a session token or a session
/// JWT.
///
/// With a credential, Stytch rejects the call unless the Member's roles permit it. Without one, the
/// call has all permissions of the project.
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
    /// Creates a credential from a session token.
    pub fn token(token: impl Into<Secret>) -> Self {
        Self::Token(token.into())
    }

    /// Creates a credential from a session JWT.
    pub fn jwt(jwt: impl Into<Secret>) -> Self {
        Self::Jwt(jwt.into())
    }

    /// The name of the header and its value.
    pub(crate) fn header(&self) -> (&'static str, &Secret) {
        match self {
            Self::Token(token) => (TOKEN_HEADER, token),
            Self::Jwt(jwt) => (JWT_HEADER, jwt),
        }
    }
}

/// Serialized as an object with one member, the header.
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
                "expected exactly one of `{TOKEN_HEADER}` and `{JWT_HEADER}`"
            ))),
        }
    }
}
