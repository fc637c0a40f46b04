//! Values of options: from text to JSON.

use serde_json::Number;

use crate::{
    Json,
    cli::failure::Failure,
    codec::validate::{expected, fits},
    schema::Kind,
};

/// Parses the value of `option`. Errors do not quote it: it may be a secret.
pub(crate) fn parse_value(option: &str, kind: &Kind, text: &str) -> Result<Json, Failure> {
    read(kind, text).map_err(|problem| {
        let problem = problem.map(|problem| format!(": {problem}")).unwrap_or_default();
        Failure::usage(format!("{option}: expected {}{problem}", expected(kind)))
    })
}

/// Why a text is not a JSON value, if it should be one. It has the line and the column, and no part of the
/// text.
type Problem = Option<serde_json::Error>;

fn read(kind: &Kind, text: &str) -> Result<Json, Problem> {
    match kind {
        // The API may know enum values that this crate does not.
        Kind::String | Kind::Secret | Kind::Enum(_) => Ok(Json::from(text)),
        Kind::Timestamp => accept(kind, Json::from(text)),
        Kind::Bool => text.parse().map(Json::Bool).map_err(|_| None),
        Kind::I32 | Kind::I64 | Kind::U32 | Kind::U64 | Kind::F64 => {
            let number = serde_json::from_str::<Number>(text).map_err(|_| None)?;
            accept(kind, Json::Number(number))
        }
        Kind::Json | Kind::Serde(_) => {
            Ok(serde_json::from_str(text).unwrap_or_else(|_| Json::from(text)))
        }
        Kind::Metadata | Kind::Object(_) | Kind::Map(_) | Kind::Header(_) => {
            let value: Json = serde_json::from_str(text).map_err(Some)?;
            if value.is_object() { Ok(value) } else { Err(None) }
        }
        Kind::List(_) => {
            let value: Json = serde_json::from_str(text).map_err(Some)?;
            if value.is_array() { Ok(value) } else { Err(None) }
        }
        Kind::Nullable(_) if text == "null" => Ok(Json::Null),
        Kind::Nullable(kind) => read(kind, text),
    }
}

fn accept(kind: &Kind, value: Json) -> Result<Json, Problem> {
    if fits(kind, &value) { Ok(value) } else { Err(None) }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn values_are_parsed_by_their_kinds() {
        const TEXT_OR_NULL: Kind = Kind::Nullable(&Kind::String);
        let cases = [
            (Kind::String, "7", json!("7")),
            (Kind::Secret, "null", json!("null")),
            (Kind::Enum(&["AND"]), "XOR", json!("XOR")),
            (Kind::Timestamp, "2030-01-01T00:00:00Z", json!("2030-01-01T00:00:00Z")),
            (Kind::Bool, "false", json!(false)),
            (Kind::I32, "-7", json!(-7)),
            (Kind::U64, "18446744073709551615", json!(u64::MAX)),
            (Kind::F64, "0.5", json!(0.5)),
            (Kind::Json, "{\"a\": [1]}", json!({"a": [1]})),
            (Kind::Json, "00123", json!("00123")),
            (Kind::Json, "pro", json!("pro")),
            (Kind::Metadata, "{}", json!({})),
            (Kind::List(&Kind::Bool), "[true]", json!([true])),
            (TEXT_OR_NULL, "null", json!(null)),
            (TEXT_OR_NULL, "ada", json!("ada")),
        ];
        for (kind, text, expected) in cases {
            assert_eq!(parse_value("--x", &kind, text).unwrap(), expected, "{kind:?} {text}");
        }
    }

    #[test]
    fn errors_name_the_option_and_not_the_value() {
        let cases = [
            (Kind::Timestamp, "hunter2", "--x: expected RFC 3339 timestamp"),
            (Kind::Bool, "yes", "--x: expected boolean"),
            (Kind::I32, "2147483648", "--x: expected 32-bit integer"),
            (Kind::U32, "-1", "--x: expected unsigned 32-bit integer"),
            (Kind::F64, "half", "--x: expected number"),
            (Kind::Metadata, "[]", "--x: expected object"),
            (Kind::Metadata, "hunter2", "--x: expected object: expected value at line 1 column 1"),
            (Kind::Nullable(&Kind::Bool), "nil", "--x: expected boolean"),
        ];
        for (kind, text, expected) in cases {
            let message = parse_value("--x", &kind, text).unwrap_err().to_string();
            assert_eq!(message, expected, "{kind:?} {text}");
        }
    }
}
