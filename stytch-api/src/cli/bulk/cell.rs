//! The cells of a CSV file, as JSON.

use crate::{Json, schema::Kind};

/// Converts a cell that is not empty to a value of this kind. An error does not quote the cell, which may be
/// a secret.
pub(crate) fn cell_value(kind: &Kind, cell: &str) -> Result<Json, String> {
    match kind {
        Kind::String | Kind::Secret | Kind::Timestamp | Kind::Enum(_) => text(cell),
        Kind::Bool => match cell.trim().to_ascii_lowercase().as_str() {
            "true" => Ok(Json::Bool(true)),
            "false" => Ok(Json::Bool(false)),
            _ => Err("expected `true` or `false`".to_owned()),
        },
        Kind::I32 | Kind::I64 | Kind::U32 | Kind::U64 => integer(cell.trim()),
        Kind::F64 => {
            let number = cell.trim().parse().ok().and_then(serde_json::Number::from_f64);
            number.map(Json::Number).ok_or_else(|| "expected a number".to_owned())
        }
        Kind::Nullable(_) if cell.trim() == "null" => Ok(Json::Null),
        Kind::Nullable(kind) => cell_value(kind, cell),
        Kind::List(_) => json(cell, r#"a JSON array, such as `["a", "b"]`"#),
        Kind::Object(_) | Kind::Map(_) | Kind::Metadata | Kind::Header(_) => {
            json(cell, r#"a JSON object, such as `{"a": 1}`"#)
        }
        Kind::Json | Kind::Serde(_) => json(cell, "JSON; a string has quotes"),
    }
}

/// Text is one line. A line break means that a quote is not closed where it should be, and the cell contains
/// the following rows.
fn text(cell: &str) -> Result<Json, String> {
    if cell.contains(['\n', '\r']) {
        return Err("the cell contains a line break; check that its quotes are closed".to_owned());
    }
    Ok(Json::String(cell.to_owned()))
}

fn integer(cell: &str) -> Result<Json, String> {
    let unsigned = cell.parse::<u64>().map(Json::from);
    unsigned
        .or_else(|_| cell.parse::<i64>().map(Json::from))
        .map_err(|_| "expected an integer".to_owned())
}

fn json(cell: &str, expected: &str) -> Result<Json, String> {
    serde_json::from_str(cell).map_err(|error| {
        format!("expected {expected}; invalid JSON at character {}", error.column())
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn cells_are_converted_by_kind() {
        let cases = [
            (Kind::String, "01234", json!("01234")),
            (Kind::Secret, " $2a$10$x ", json!(" $2a$10$x ")),
            (Kind::Enum(&["bcrypt"]), "new", json!("new")),
            (Kind::Bool, "TRUE", json!(true)),
            (Kind::Bool, "false", json!(false)),
            (Kind::I32, "-5", json!(-5)),
            (Kind::U64, " 18446744073709551615", json!(u64::MAX)),
            (Kind::F64, "1.5", json!(1.5)),
            (Kind::Nullable(&Kind::I64), "null", json!(null)),
            (Kind::Nullable(&Kind::I64), "7", json!(7)),
            (Kind::List(&Kind::String), r#"["a", "b"]"#, json!(["a", "b"])),
            (Kind::Metadata, "{\"a\":\n1}", json!({"a": 1})),
            (Kind::Json, "\"a\"", json!("a")),
        ];
        for (kind, cell, expected) in cases {
            assert_eq!(cell_value(&kind, cell), Ok(expected), "{kind:?}");
        }
    }

    #[test]
    fn invalid_cells_are_errors_that_do_not_quote_them() {
        let cases = [
            (Kind::String, "TOPSECRET\nb,c", "check that its quotes are closed"),
            (Kind::Bool, "TOPSECRET", "expected `true` or `false`"),
            (Kind::I64, "TOPSECRET", "expected an integer"),
            (Kind::I64, "1.0", "expected an integer"),
            (Kind::F64, "NaN", "expected a number"),
            (Kind::List(&Kind::String), "TOPSECRET", "expected a JSON array"),
            (Kind::Metadata, "{TOPSECRET}", "invalid JSON at character 2"),
            (Kind::Json, "TOPSECRET", "a string has quotes"),
        ];
        for (kind, cell, expected) in cases {
            let error = cell_value(&kind, cell).unwrap_err();
            assert!(error.contains(expected) && !error.contains("TOPSECRET"), "{error}");
        }
    }
}
