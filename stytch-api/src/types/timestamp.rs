//! A timestamp in Stytch's format.

use std::{
    fmt,
    time::{SystemTime, UNIX_EPOCH},
};

use chrono::{DateTime, SecondsFormat};
use serde_core::{Deserialize, Deserializer, Serialize, Serializer};

/// An RFC 3339 timestamp, `2026-01-31T09:30:00Z`, stored as received.
///
/// Decoding accepts any string: an invalid timestamp is only detected by
/// [`to_system_time`](Self::to_system_time). An absent timestamp is empty. Two timestamps are equal
/// if their text is equal.
///
/// ```
/// use std::time::{Duration, SystemTime};
/// use stytch_api::Timestamp;
///
/// let timestamp = Timestamp::from("1970-01-01T00:01:00Z");
/// let minute = SystemTime::UNIX_EPOCH + Duration::from_secs(60);
/// assert_eq!(timestamp.to_system_time(), Some(minute));
/// assert_eq!(Timestamp::default().to_system_time(), None);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Timestamp(String);

impl Timestamp {
    /// The timestamp as received; empty if it was absent.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Converts to a `SystemTime`; `None` if the timestamp is empty or not valid RFC 3339.
    pub fn to_system_time(&self) -> Option<SystemTime> {
        DateTime::parse_from_rfc3339(&self.0).ok().map(SystemTime::from)
    }

    /// Creates a timestamp from Unix time in seconds. It is empty outside the range of the
    /// calendar, some 262,000 years around 1970.
    pub(crate) fn from_unix_seconds(seconds: i64) -> Self {
        let time = DateTime::from_timestamp(seconds, 0);
        Self(time.map(|time| time.to_rfc3339_opts(SecondsFormat::Secs, true)).unwrap_or_default())
    }

    /// Whether the timestamp is empty, as it is when the field is absent.
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

/// Formats the time in UTC, rounded down to seconds. The timestamp is empty outside the range of
/// the calendar, some 262,000 years around 1970.
impl From<SystemTime> for Timestamp {
    fn from(time: SystemTime) -> Self {
        let seconds = match time.duration_since(UNIX_EPOCH) {
            Ok(after) => i64::try_from(after.as_secs()),
            Err(before) => {
                let before = before.duration();
                let partial = u64::from(before.subsec_nanos() > 0);
                i64::try_from(before.as_secs() + partial).map(|seconds| -seconds)
            }
        };
        seconds.map(Self::from_unix_seconds).unwrap_or_default()
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

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn system_time_is_rounded_down_to_seconds() {
        let after = |seconds| UNIX_EPOCH.checked_add(Duration::from_secs_f64(seconds));
        let before = |seconds| UNIX_EPOCH.checked_sub(Duration::from_secs_f64(seconds));
        for (time, expected) in [
            (after(0.0), "1970-01-01T00:00:00Z"),
            (after(60.9), "1970-01-01T00:01:00Z"),
            (before(60.0), "1969-12-31T23:59:00Z"),
            (before(0.1), "1969-12-31T23:59:59Z"),
            (after(9e12), ""),
            (before(9e12), ""),
        ] {
            // The time is `None` on platforms whose clock has a smaller range.
            let timestamp = time.map(Timestamp::from);
            assert!(timestamp.is_none_or(|timestamp| timestamp.as_str() == expected), "{expected}");
        }
    }
}
