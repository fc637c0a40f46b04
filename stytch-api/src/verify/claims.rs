//! The claims of a token, parsed in one pass: those that are verified, those that have a type, and the
//! custom ones.

use std::{
    borrow::Cow,
    fmt,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use serde_core::{
    Deserialize, Deserializer,
    de::{IgnoredAny, MapAccess, SeqAccess, Visitor},
};

use crate::{
    Json, Metadata, Timestamp,
    common::{AuthenticationFactor, connected_app::OrganizationClaim},
    error::token::TokenErrorKind,
    jwt::text::Text,
    object,
};

object! {
    /// The claim `https://stytch.com/session`.
    SessionClaim {
        /// ID of the session.
        id: String,
        /// When the login took place.
        started_at?: Timestamp,
        /// When the session was last authenticated.
        last_accessed_at?: Timestamp,
        /// When it ends.
        expires_at?: Timestamp,
        /// The factors that the login used.
        authentication_factors: Vec<AuthenticationFactor>,
        /// IDs of the roles.
        roles: Vec<String>,
        /// The device that the login came from.
        attributes?: SessionAttributes,
    }
}

object! {
    /// The device that a login came from.
    SessionAttributes {
        /// An IP address.
        ip_address?: String,
        /// The name of a browser.
        user_agent?: String,
    }
}

/// The claims of a token. Those that are only compared are borrowed from its JSON.
#[derive(Default)]
pub struct Claims<'j> {
    pub(super) issuer: Option<Text<'j>>,
    pub(super) subject: Option<String>,
    pub(super) audience: Audience<'j>,
    pub(super) expires_at: Option<NumericDate>,
    pub(super) not_before: Option<NumericDate>,
    pub(super) issued_at: Option<NumericDate>,
    pub(super) session: Option<SessionClaim>,
    pub(super) organization: Option<OrganizationClaim>,
    /// Every claim that is neither registered (RFC 7519) nor Stytch's own.
    pub(super) custom: Metadata,
}

impl<'j> Claims<'j> {
    pub(super) fn parse(json: &'j [u8]) -> Result<Self, TokenErrorKind> {
        // Validating the whole text at once is faster than string by string.
        let json = std::str::from_utf8(json).map_err(|_| TokenErrorKind::Malformed)?;
        serde_json::from_str(json).map_err(|_| TokenErrorKind::Malformed)
    }

    /// Takes a string claim of access tokens. In a session JWT, a custom claim of the same name may have
    /// any type.
    pub(super) fn take_text(&mut self, name: &str) -> Result<Option<String>, TokenErrorKind> {
        match self.custom.remove(name) {
            None | Some(Json::Null) => Ok(None),
            Some(Json::String(text)) => Ok(Some(text)),
            Some(_) => Err(TokenErrorKind::Malformed),
        }
    }
}

/// Whether a claim is one of Stytch's own, and not a custom claim.
pub(super) fn is_stytch_claim(name: &str) -> bool {
    name.starts_with("https://stytch.com/")
}

impl<'de> Deserialize<'de> for Claims<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Self::default())
    }
}

impl<'de> Visitor<'de> for Claims<'de> {
    type Value = Self;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the claims of a JWT")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<Self, A::Error> {
        while let Some(name) = map.next_key::<Text<'de>>()? {
            match &*name {
                "iss" => self.issuer = map.next_value()?,
                "sub" => self.subject = map.next_value()?,
                "aud" => self.audience = map.next_value()?,
                "exp" => self.expires_at = map.next_value()?,
                "nbf" => self.not_before = map.next_value()?,
                "iat" => self.issued_at = map.next_value()?,
                "jti" => drop(map.next_value::<IgnoredAny>()?),
                "https://stytch.com/session" => self.session = map.next_value()?,
                "https://stytch.com/organization" => self.organization = map.next_value()?,
                // This version does not know the claim.
                name if is_stytch_claim(name) => {
                    map.next_value::<IgnoredAny>()?;
                }
                _ => drop(self.custom.insert(name.0.into_owned(), map.next_value()?)),
            }
        }
        Ok(self)
    }
}

/// The audience of a token: a string or a list of strings.
#[derive(Default)]
pub(super) enum Audience<'j> {
    #[default]
    None,
    One(Text<'j>),
    Several(Vec<Text<'j>>),
}

impl Audience<'_> {
    pub(super) fn contains(&self, name: &str) -> bool {
        match self {
            Self::None => false,
            Self::One(one) => &**one == name,
            Self::Several(names) => names.iter().any(|each| &**each == name),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        match self {
            Self::None => true,
            Self::One(_) => false,
            Self::Several(names) => names.is_empty(),
        }
    }
}

impl<'de> Deserialize<'de> for Audience<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AudienceVisitor)
    }
}

struct AudienceVisitor;

impl<'de> Visitor<'de> for AudienceVisitor {
    type Value = Audience<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string or a list of strings")
    }

    fn visit_unit<E>(self) -> Result<Audience<'de>, E> {
        Ok(Audience::None)
    }

    fn visit_borrowed_str<E>(self, name: &'de str) -> Result<Audience<'de>, E> {
        Ok(Audience::One(Text(Cow::Borrowed(name))))
    }

    fn visit_str<E>(self, name: &str) -> Result<Audience<'de>, E> {
        Ok(Audience::One(Text(Cow::Owned(name.to_owned()))))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut names: A) -> Result<Audience<'de>, A::Error> {
        let Some(first) = names.next_element()? else { return Ok(Audience::None) };
        let mut several = match names.next_element()? {
            None => return Ok(Audience::One(first)),
            Some(second) => vec![first, second],
        };
        while let Some(name) = names.next_element()? {
            several.push(name);
        }
        Ok(Audience::Several(several))
    }
}

/// A time in nanoseconds since 1970, so that no comparison overflows or rounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct NumericDate(i128);

const SECOND: i128 = 1_000_000_000;

impl NumericDate {
    /// Returns a later time.
    pub(super) fn plus(self, duration: Duration) -> Self {
        Self(self.0.saturating_add(nanoseconds(duration)))
    }

    /// Formats the time as Stytch does; empty if it is out of the calendar's range.
    pub(super) fn to_timestamp(self) -> Timestamp {
        let seconds = i64::try_from(self.0.div_euclid(SECOND));
        seconds.map(Timestamp::from_unix_seconds).unwrap_or_default()
    }
}

impl From<SystemTime> for NumericDate {
    fn from(time: SystemTime) -> Self {
        match time.duration_since(UNIX_EPOCH) {
            Ok(after) => Self(nanoseconds(after)),
            Err(before) => Self(-nanoseconds(before.duration())),
        }
    }
}

fn nanoseconds(duration: Duration) -> i128 {
    i128::try_from(duration.as_nanos()).unwrap_or(i128::MAX)
}

impl<'de> Deserialize<'de> for NumericDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // Not `deserialize_any`: with `serde_json`'s feature `arbitrary_precision`, which any crate may
        // enable, that visits numbers as maps.
        deserializer.deserialize_f64(NumericDateVisitor)
    }
}

struct NumericDateVisitor;

impl Visitor<'_> for NumericDateVisitor {
    type Value = NumericDate;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("seconds since 1970")
    }

    fn visit_i64<E>(self, seconds: i64) -> Result<NumericDate, E> {
        Ok(NumericDate(i128::from(seconds) * SECOND))
    }

    fn visit_u64<E>(self, seconds: u64) -> Result<NumericDate, E> {
        Ok(NumericDate(i128::from(seconds) * SECOND))
    }

    /// RFC 7519 allows fractions.
    #[expect(clippy::cast_possible_truncation, reason = "the cast saturates")]
    fn visit_f64<E>(self, seconds: f64) -> Result<NumericDate, E> {
        Ok(NumericDate((seconds * 1e9) as i128))
    }
}

#[cfg(test)]
mod tests {
    use serde_core::{de::value::Error, forward_to_deserialize_any};

    use super::*;

    /// Visits a number only if one is requested, as `serde_json` does with `arbitrary_precision`.
    struct Number(f64);

    impl<'de> Deserializer<'de> for Number {
        type Error = Error;

        fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Error> {
            Err(serde_core::de::Error::custom("a map"))
        }

        fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
            visitor.visit_f64(self.0)
        }

        forward_to_deserialize_any! {
            bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 char str string bytes byte_buf option unit
            unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
        }
    }

    #[test]
    fn dates_are_deserialized_as_numbers() {
        assert_eq!(NumericDate::deserialize(Number(1.5)), Ok(NumericDate(1_500_000_000)));
    }

    #[test]
    fn dates_are_read_without_loss_and_formatted_in_range() {
        let read = |json: &str| serde_json::from_str::<NumericDate>(json);
        assert_eq!(read("1.5").unwrap(), NumericDate(1_500_000_000));
        assert_eq!(read("-1").unwrap(), NumericDate(-SECOND));
        let farthest = read("18446744073709551615").unwrap();
        assert!(farthest > read("9223372036854775807").unwrap());
        assert!(farthest.plus(Duration::MAX) > farthest);
        assert!(read("1e308").unwrap().plus(Duration::MAX) >= farthest);
        for invalid in [r#""1""#, "true", "[]"] {
            assert!(read(invalid).is_err(), "{invalid}");
        }
        assert_eq!(read("60").unwrap().to_timestamp().as_str(), "1970-01-01T00:01:00Z");
        assert_eq!(farthest.to_timestamp(), Timestamp::default());
        assert_eq!(read("-1e300").unwrap().to_timestamp(), Timestamp::default());
    }

    #[test]
    fn audience_is_a_string_or_a_list() {
        fn read(json: &str) -> Result<Audience<'_>, serde_json::Error> {
            serde_json::from_str(json)
        }
        assert!(read(r#""a""#).unwrap().contains("a"));
        assert!(read(r#"["b","a"]"#).unwrap().contains("a"));
        assert!(!read(r#"["ab"]"#).unwrap().contains("a"));
        assert!(read(r#"["b","a","c"]"#).unwrap().contains("c"));
        assert!(read(r#""\u0061""#).unwrap().contains("a"));
        assert!(read("null").unwrap().is_empty() && read("[]").unwrap().is_empty());
        assert!(!read(r#""a""#).unwrap().is_empty() && !read(r#"["a","b"]"#).unwrap().is_empty());
        assert!(read("[1]").is_err());
    }
}
