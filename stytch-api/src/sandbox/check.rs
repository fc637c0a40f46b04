//! Whether a request is what its table says: one walk for all endpoints.

use super::problem::Problem;
use crate::{
    Json, Metadata, Timestamp,
    table::{Field, Kind, Presence, Table},
};

/// A value that does not fit, and where it is.
#[derive(Debug)]
pub(super) struct Misfit {
    /// `member.roles[2]`; empty for the value itself.
    path: String,
    /// What is wrong; it never quotes the value.
    problem: String,
}

impl Misfit {
    fn new(problem: impl Into<String>) -> Self {
        Self { path: String::new(), problem: problem.into() }
    }

    /// Seen from one level further out.
    fn within(self, outer: &str) -> Self {
        let dot = if self.path.is_empty() || self.path.starts_with('[') { "" } else { "." };
        Self { path: format!("{outer}{dot}{}", self.path), problem: self.problem }
    }
}

/// Refuses a request with the first field that does not fit.
pub(super) fn check_request(table: &Table, request: &Metadata) -> Result<(), Problem> {
    check_object(table, request)
        .map_err(|Misfit { path, problem }| Problem::argument(format!("`{path}`: {problem}")))
}

/// Whether `value` could stand in a field of this kind.
pub(super) fn fits(kind: &Kind, value: &Json) -> bool {
    check_value(kind, value).is_ok()
}

fn check_object(table: &Table, object: &Metadata) -> Result<(), Misfit> {
    for name in object.keys() {
        if !table.fields.iter().any(|field| field.name == name) {
            return Err(Misfit::new("there is no such field").within(name));
        }
    }
    for field in table.fields {
        check_field(field, object.get(field.name)).map_err(|misfit| misfit.within(field.name))?;
    }
    Ok(())
}

fn check_field(field: &Field, value: Option<&Json>) -> Result<(), Misfit> {
    match value {
        Some(Json::Null) if matches!(field.kind, Kind::Nullable(_) | Kind::Json) => Ok(()),
        None | Some(Json::Null) if field.presence == Presence::Required => {
            Err(Misfit::new("it is required"))
        }
        // Stytch is written in Go, where `null` leaves a field as if it were absent.
        None | Some(Json::Null) => Ok(()),
        Some(value) => check_value(&field.kind, value),
    }
}

fn check_value(kind: &Kind, value: &Json) -> Result<(), Misfit> {
    match (kind, value) {
        (Kind::Object(table), Json::Object(object)) => check_object(table(), object),
        (Kind::List(kind), Json::Array(items)) => {
            for (index, item) in items.iter().enumerate() {
                check_value(kind, item).map_err(|misfit| misfit.within(&format!("[{index}]")))?;
            }
            Ok(())
        }
        (Kind::Map(kind), Json::Object(entries)) => {
            for (key, value) in entries {
                check_value(kind, value).map_err(|misfit| misfit.within(key))?;
            }
            Ok(())
        }
        (Kind::Nullable(_), Json::Null) => Ok(()),
        (Kind::Nullable(kind), value) => check_value(kind, value),
        (kind, value) if fits_plain(kind, value) => Ok(()),
        (kind, value) => {
            Err(Misfit::new(format!("expected {}, found {}", expected(kind), found(kind, value))))
        }
    }
}

fn fits_plain(kind: &Kind, value: &Json) -> bool {
    match kind {
        Kind::String | Kind::Secret => value.is_string(),
        Kind::Timestamp => {
            value.as_str().is_some_and(|text| Timestamp::from(text).to_system_time().is_some())
        }
        Kind::Enum(values) => value.as_str().is_some_and(|text| values.contains(&text)),
        Kind::Bool => value.is_boolean(),
        Kind::I32 => value.as_i64().is_some_and(|number| i32::try_from(number).is_ok()),
        Kind::I64 => value.is_i64(),
        Kind::U32 => value.as_u64().is_some_and(|number| u32::try_from(number).is_ok()),
        Kind::U64 => value.is_u64(),
        Kind::F64 => value.is_number(),
        Kind::Metadata => value.is_object(),
        // What a type of the user's own takes, only its serde traits know.
        Kind::Json | Kind::Header(_) | Kind::Other(_) => true,
        Kind::Object(_) | Kind::List(_) | Kind::Map(_) | Kind::Nullable(_) => false,
    }
}

fn expected(kind: &Kind) -> String {
    let name = match kind {
        Kind::String | Kind::Secret => "string",
        Kind::Timestamp => "RFC 3339 timestamp",
        Kind::Enum(values) => return format!("one of {}", values.join(", ")),
        Kind::Bool => "boolean",
        Kind::I32 => "32-bit integer",
        Kind::I64 => "64-bit integer",
        Kind::U32 => "unsigned 32-bit integer",
        Kind::U64 => "unsigned 64-bit integer",
        Kind::F64 => "number",
        Kind::Metadata | Kind::Object(_) | Kind::Map(_) => "object",
        Kind::List(_) => "array",
        Kind::Nullable(kind) => return expected(kind),
        Kind::Json | Kind::Header(_) | Kind::Other(_) => "value",
    };
    name.to_owned()
}

fn found(kind: &Kind, value: &Json) -> &'static str {
    match value {
        Json::Null => "null",
        Json::Bool(_) => "boolean",
        Json::Number(number) if number.is_f64() => "fraction",
        Json::Number(_) if matches!(kind, Kind::I32 | Kind::I64 | Kind::U32 | Kind::U64) => {
            "a number out of its range"
        }
        Json::Number(_) => "number",
        Json::String(_) if matches!(kind, Kind::Timestamp | Kind::Enum(_)) => "another string",
        Json::String(_) => "string",
        Json::Array(_) => "array",
        Json::Object(_) => "object",
    }
}
