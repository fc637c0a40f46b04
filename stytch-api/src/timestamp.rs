//! A point in time, as Stytch writes it.

use std::{fmt, time::SystemTime};

use chrono::{DateTime, SecondsFormat, Utc};
use serde_core::{Deserialize, Deserializer, Serialize, Serializer};

/// An RFC 3339 timestamp, `2026-01-31T09:30:00Z`, kept as it was received.
///
/// Reading never fails on it: an absent one is empty, and one that is no timestamp says so when it
/// is asked for its time. Two are equal when they are written alike.
///
/// ```
/// use std::time::{Duration, SystemTime};
/// use stytch_api::Timestamp;
///
/// let timestamp = Timestamp::from("1970-01-01T00:01:00Z");
/// assert_eq!(timestamp.to_system_time(), Some(SystemTime::UNIX_EPOCH + Duration::from_secs(60)));
/// assert_eq!(Timestamp::default().to_system_time(), None);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Timestamp(String);

impl Timestamp {
    /// The timestamp as written; empty when it was absent.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The point in time; `None` when it is empty or no RFC 3339 timestamp.
    pub fn to_system_time(&self) -> Option<SystemTime> {
        DateTime::parse_from_rfc3339(&self.0).ok().map(SystemTime::from)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<String> for Timestamp {
    fn from(timestamp: String) -> Self {
        Self(timestamp)
    }
}

impl From<&str> for Timestamp {
    fn from(timestamp: &str) -> Self {
        Self(timestamp.to_owned())
    }
}

/// Written in UTC, to the second.
impl From<SystemTime> for Timestamp {
    fn from(time: SystemTime) -> Self {
        Self(DateTime::<Utc>::from(time).to_rfc3339_opts(SecondsFormat::Secs, true))
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self)
    }
}
