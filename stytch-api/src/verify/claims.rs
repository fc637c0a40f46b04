//! What a token says, read in one pass: the claims that are checked, those that have a type, and all
//! others as they are.

use std::{
    fmt,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use chrono::DateTime;
use serde_core::{
    Deserialize, Deserializer,
    de::{IgnoredAny, MapAccess, SeqAccess, Visitor},
};

use super::error::TokenErrorKind;
use crate::{Json, Metadata, Timestamp, common::AuthenticationFactor, object};

object! {
    /// The claim `https://stytch.com/session`.
    SessionClaim {
        /// ID of the session.
        id: String,
        /// When the login was.
        started_at?: Timestamp,
        /// When the session was last authenticated.
        last_accessed_at?: Timestamp,
        /// When it ends.
        expires_at?: Timestamp,
        /// What has been proved.
        authentication_factors: Vec<AuthenticationFactor>,
        /// IDs of the roles in force.
        roles: Vec<String>,
        /// Where the login came from.
        attributes?: Json,
    }
}

object! {
    /// The claim `https://stytch.com/organization`.
    OrganizationClaim {
        /// ID of the Organization.
        organization_id: String,
        /// Its slug.
        slug: String,
    }
}

/// The claims of a token.
#[derive(Default)]
pub(super) struct Claims {
    pub(super) issuer: Option<String>,
    pub(super) subject: Option<String>,
    pub(super) audience: Audience,
    pub(super) expires_at: Option<NumericDate>,
    pub(super) not_before: Option<NumericDate>,
    pub(super) issued_at: Option<NumericDate>,
    pub(super) session: Option<SessionClaim>,
    pub(super) organization: Option<OrganizationClaim>,
    pub(super) client_id: Option<String>,
    pub(super) scope: Option<String>,
    /// All that is not reserved.
    pub(super) custom: Metadata,
}

impl Claims {
    pub(super) fn read(json: &[u8]) -> Result<Self, TokenErrorKind> {
        serde_json::from_slice(json).map_err(|_| TokenErrorKind::Malformed)
    }

    /// The scopes, which stand in one string.
    pub(super) fn scopes(&self) -> Vec<String> {
        let scopes = self.scope.as_deref().unwrap_or_default();
        scopes.split_ascii_whitespace().map(str::to_owned).collect()
    }
}

impl<'de> Deserialize<'de> for Claims {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Self::default())
    }
}

impl<'de> Visitor<'de> for Claims {
    type Value = Self;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the claims of a JWT")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<Self, A::Error> {
        while let Some(name) = map.next_key::<String>()? {
            match name.as_str() {
                "iss" => self.issuer = map.next_value()?,
                "sub" => self.subject = map.next_value()?,
                "aud" => self.audience = map.next_value()?,
                "exp" => self.expires_at = map.next_value()?,
                "nbf" => self.not_before = map.next_value()?,
                "iat" => self.issued_at = map.next_value()?,
                "jti" => drop(map.next_value::<IgnoredAny>()?),
                "https://stytch.com/session" => self.session = map.next_value()?,
                "https://stytch.com/organization" => self.organization = map.next_value()?,
                "client_id" => self.client_id = map.next_value()?,
                "scope" => self.scope = map.next_value()?,
                _ => drop(self.custom.insert(name, map.next_value()?)),
            }
        }
        Ok(self)
    }
}

/// Whom a token is for: a name or a list of names.
#[derive(Default)]
pub(super) struct Audience(Vec<String>);

impl Audience {
    pub(super) fn contains(&self, name: &str) -> bool {
        self.0.iter().any(|each| each == name)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<'de> Deserialize<'de> for Audience {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Self::default())
    }
}

impl<'de> Visitor<'de> for Audience {
    type Value = Self;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string or a list of strings")
    }

    fn visit_unit<E>(self) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_str<E>(mut self, name: &str) -> Result<Self, E> {
        self.0.push(name.to_owned());
        Ok(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut names: A) -> Result<Self, A::Error> {
        while let Some(name) = names.next_element()? {
            self.0.push(name);
        }
        Ok(self)
    }
}

/// Nanoseconds since 1970, so that no comparison overflows or rounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct NumericDate(i128);

const SECOND: i128 = 1_000_000_000;

impl NumericDate {
    /// A later date, or an earlier one.
    pub(super) fn plus(self, duration: Duration) -> Self {
        Self(self.0.saturating_add(nanoseconds(duration)))
    }

    /// The date as Stytch writes it; empty when it is beyond the calendar.
    pub(super) fn to_timestamp(self) -> Timestamp {
        let seconds = i64::try_from(self.0.div_euclid(SECOND)).unwrap_or(i64::MAX);
        let rest = u32::try_from(self.0.rem_euclid(SECOND)).unwrap_or_default();
        match DateTime::from_timestamp(seconds, rest) {
            Some(time) => Timestamp::from(SystemTime::from(time)),
            None => Timestamp::default(),
        }
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
        deserializer.deserialize_any(NumericDateVisitor)
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
    #[expect(clippy::cast_possible_truncation, reason = "it saturates, and so stays that far away")]
    fn visit_f64<E>(self, seconds: f64) -> Result<NumericDate, E> {
        Ok(NumericDate((seconds * 1e9) as i128))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_read_without_loss_and_written_where_the_calendar_has_it() {
        let read = |json: &str| serde_json::from_str::<NumericDate>(json);
        assert_eq!(read("1.5").unwrap(), NumericDate(1_500_000_000));
        assert_eq!(read("-1").unwrap(), NumericDate(-SECOND));
        let farthest = read("18446744073709551615").unwrap();
        assert!(farthest > read("9223372036854775807").unwrap());
        assert!(farthest.plus(Duration::MAX) > farthest);
        assert!(read("1e308").unwrap().plus(Duration::MAX) >= farthest);
        for refused in [r#""1""#, "true", "[]"] {
            assert!(read(refused).is_err(), "{refused}");
        }
        assert_eq!(read("60").unwrap().to_timestamp().as_str(), "1970-01-01T00:01:00Z");
        assert_eq!(farthest.to_timestamp(), Timestamp::default());
        assert_eq!(read("-1e300").unwrap().to_timestamp(), Timestamp::default());
    }

    #[test]
    fn an_audience_is_one_or_many() {
        let read = |json: &str| serde_json::from_str::<Audience>(json);
        assert!(read(r#""a""#).unwrap().contains("a"));
        assert!(read(r#"["b","a"]"#).unwrap().contains("a"));
        assert!(!read(r#"["ab"]"#).unwrap().contains("a"));
        assert!(read("null").unwrap().is_empty());
        assert!(read("[1]").is_err());
    }
}
