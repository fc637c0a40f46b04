//! Whether a JSON object is what a table says: one walk for all endpoints.

use crate::{
    Json, Metadata, Timestamp,
    codec::nearest,
    schema::{Field, Kind, Presence, Table},
};

/// Which strings a field takes.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Strings {
    /// Of an enum its known values, of a timestamp what can be read as one: Stytch's own check.
    #[cfg_attr(not(feature = "sandbox"), allow(dead_code, reason = "the sandbox checks so"))]
    Known,
    /// Any: what this crate doesn't know, Stytch may.
    #[cfg_attr(not(feature = "json"), allow(dead_code, reason = "calls from JSON check so"))]
    Any,
}

/// A value that does not fit, and where it is.
#[derive(Debug)]
pub(crate) struct Misfit {
    /// `member.roles[2]`; empty for the value itself.
    pub(crate) path: String,
    /// What is wrong; it never quotes the value.
    pub(crate) problem: String,
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

/// Whether `value` could stand in a field of this kind.
#[cfg(feature = "sandbox")]
pub(crate) fn fits(kind: &Kind, value: &Json) -> bool {
    check_value(kind, value, Strings::Known).is_ok()
}

/// Refuses an object with the first field that does not fit.
pub(crate) fn check_object(
    table: &Table,
    object: &Metadata,
    strings: Strings,
) -> Result<(), Misfit> {
    for name in object.keys() {
        if !table.fields.iter().any(|field| field.wire_name == name) {
            return Err(unknown_field(table, name).within(name));
        }
    }
    for field in table.fields {
        check_field(field, object.get(field.wire_name), strings)
            .map_err(|misfit| misfit.within(field.wire_name))?;
    }
    Ok(())
}

fn unknown_field(table: &Table, name: &str) -> Misfit {
    match nearest(name, table.fields.iter().map(|field| field.wire_name)) {
        Some(near) => Misfit::new(format!("there is no such field; did you mean `{near}`?")),
        None => Misfit::new("there is no such field"),
    }
}

fn check_field(field: &Field, value: Option<&Json>, strings: Strings) -> Result<(), Misfit> {
    match value {
        Some(Json::Null) if matches!(field.kind, Kind::Nullable(_) | Kind::Json) => Ok(()),
        None | Some(Json::Null) if field.presence == Presence::Required => {
            Err(Misfit::new("it is required"))
        }
        // Stytch is written in Go, where `null` leaves a field as if it were absent.
        None | Some(Json::Null) => Ok(()),
        Some(value) => check_value(&field.kind, value, strings),
    }
}

fn check_value(kind: &Kind, value: &Json, strings: Strings) -> Result<(), Misfit> {
    match (kind, value) {
        (Kind::Object(table), Json::Object(object)) => check_object(table(), object, strings),
        (Kind::List(kind), Json::Array(items)) => {
            for (index, item) in items.iter().enumerate() {
                check_value(kind, item, strings)
                    .map_err(|misfit| misfit.within(&format!("[{index}]")))?;
            }
            Ok(())
        }
        (Kind::Map(kind), Json::Object(entries)) => {
            for (key, value) in entries {
                check_value(kind, value, strings).map_err(|misfit| misfit.within(key))?;
            }
            Ok(())
        }
        (Kind::Nullable(_), Json::Null) => Ok(()),
        (Kind::Nullable(kind), value) => check_value(kind, value, strings),
        (Kind::Timestamp | Kind::Enum(_), Json::String(_)) if strings == Strings::Any => Ok(()),
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
        Kind::Json | Kind::Header(_) | Kind::Serde(_) => true,
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
        Kind::Json | Kind::Header(_) | Kind::Serde(_) => "value",
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
