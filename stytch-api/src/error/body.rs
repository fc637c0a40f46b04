//! The JSON body of a response, of which only the members of an error are read.

use std::fmt;

use serde_core::{
    Deserialize, Deserializer,
    de::{Error, IgnoredAny, MapAccess, Visitor},
};
use serde_json::value::RawValue;

use crate::Metadata;

/// The largest `error_details` that is parsed, in bytes. Parsed JSON can take 60 times as much memory.
const MAX_DETAILS: usize = 64 << 10;

/// The members of an error: Stytch's, and RFC 6749's on OAuth endpoints.
const NAMES: [&str; 8] = [
    "error_type",
    "error",
    "error_message",
    "error_description",
    "error_url",
    "error_uri",
    "request_id",
    "error_details",
];

/// The members of an error, as their JSON text in the body. All other members are skipped, so that a
/// large body takes little more memory than its own size.
#[derive(Default)]
pub(super) struct ErrorBody<'b>([Option<&'b RawValue>; NAMES.len()]);

impl<'b> ErrorBody<'b> {
    /// Reads a body; one that is not a JSON object has no members.
    pub(super) fn parse(body: &'b [u8]) -> Self {
        serde_json::from_slice(body).unwrap_or_default()
    }

    /// Returns the first of the members that is a string.
    pub(super) fn text(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| serde_json::from_str(self.member(name)?.get()).ok())
    }

    /// Returns a member that is an object, unless it is too large.
    pub(super) fn object(&self, name: &str) -> Option<Metadata> {
        let json = self.member(name)?.get();
        if json.len() > MAX_DETAILS {
            return None;
        }
        serde_json::from_str(json).ok()
    }

    fn member(&self, name: &str) -> Option<&'b RawValue> {
        let index = NAMES.iter().position(|known| *known == name)?;
        self.0[index]
    }
}

impl<'de: 'b, 'b> Deserialize<'de> for ErrorBody<'b> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(BodyVisitor).map(Self)
    }
}

struct BodyVisitor;

impl<'de> Visitor<'de> for BodyVisitor {
    type Value = [Option<&'de RawValue>; NAMES.len()];

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut members = [None; NAMES.len()];
        while let Some(Name(index)) = map.next_key()? {
            match index {
                Some(index) => members[index] = Some(map.next_value()?),
                None => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(members)
    }
}

/// The name of a member, as its index in `NAMES`.
struct Name(Option<usize>);

impl<'de> Deserialize<'de> for Name {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_identifier(NameVisitor)
    }
}

struct NameVisitor;

impl Visitor<'_> for NameVisitor {
    type Value = Name;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Name, E> {
        Ok(Name(NAMES.iter().position(|known| *known == name)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request_id(body: &str) -> Option<String> {
        ErrorBody::parse(body.as_bytes()).text(&["request_id"])
    }

    #[test]
    fn only_strings_are_texts_and_the_last_duplicate_wins() {
        let cases = [
            (r#"{"request_id":"a"}"#, Some("a")),
            (r#" { "request_id" : "a\n\u0062" } "#, Some("a\nb")),
            (r#"{"request\u005fid":"a"}"#, Some("a")),
            (r#"{"request_id":"a","request_id":"b"}"#, Some("b")),
            (r#"{"request_id":"a","request_id":null}"#, None),
            (r#"{"x":{"request_id":"inner"}}"#, None),
            (r#"{"request_id":["a"]}"#, None),
            (r#"["request_id"]"#, None),
            (r#"{"request_id":"a"} x"#, None),
            (r#"{"request_id":"a""#, None),
            ("", None),
        ];
        for (body, expected) in cases {
            assert_eq!(request_id(body).as_deref(), expected, "{body}");
        }
        let body = ErrorBody::parse(br#"{"error":"b","error_type":7}"#);
        assert_eq!(body.text(&["error_type", "error"]).as_deref(), Some("b"));
    }

    #[test]
    fn other_members_are_skipped_at_any_depth() {
        let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
        let wide = format!("[{}0]", "[],{\"a\":0},".repeat(10_000));
        for value in [&deep, &wide] {
            let body = format!(r#"{{"x":{value},"error_type":{value},"request_id":"a"}}"#);
            assert_eq!(request_id(&body).as_deref(), Some("a"));
            assert_eq!(ErrorBody::parse(body.as_bytes()).text(&["error_type"]), None);
        }
    }

    #[test]
    fn details_are_an_object_of_limited_size() {
        let details = |json: &str| {
            let body = format!(r#"{{"error_details":{json}}}"#);
            ErrorBody::parse(body.as_bytes()).object("error_details")
        };
        assert_eq!(details(r#"{"a":[1]}"#).unwrap()["a"][0], 1);
        assert_eq!(details("{}"), Some(Metadata::new()));
        for other in ["null", "[]", "7", r#""text""#] {
            assert_eq!(details(other), None, "{other}");
        }
        let sized =
            |size: usize| format!(r#"{{"a":"{}"}}"#, "x".repeat(size - r#"{"a":""}"#.len()));
        assert!(details(&sized(MAX_DETAILS)).is_some());
        assert!(details(&sized(MAX_DETAILS + 1)).is_none());
    }
}
