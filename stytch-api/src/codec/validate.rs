//! Whether a JSON object is what a table says: one walk for all endpoints.

use crate::{
    Json, Metadata,
    codec::scalar::{JsonType, ScalarMut},
    schema::{Field, Kind, Presence, Table, kind::scalar_kinds},
};

/// Which strictness a field takes.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Strictness {
    /// Of an enum its known values, of a timestamp what can be read as one: Stytch's own check.
    #[cfg_attr(not(feature = "sandbox"), allow(dead_code, reason = "the sandbox checks so"))]
    Strict,
    /// Any: what this crate doesn't know, Stytch may.
    #[cfg_attr(not(feature = "json"), allow(dead_code, reason = "calls from JSON check so"))]
    Lenient,
}

/// A value that does not fit, and where it is.
#[derive(Debug)]
pub(crate) struct Mismatch {
    /// `member.roles[2]`; empty for the value itself.
    pub(crate) path: String,
    /// What is wrong; it never quotes the value.
    pub(crate) problem: String,
}

impl Mismatch {
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
    validate_value(kind, value, Strictness::Strict).is_ok()
}

/// Refuses an object with the first field that does not fit.
pub(crate) fn validate_object(
    table: &Table,
    object: &Metadata,
    strictness: Strictness,
) -> Result<(), Mismatch> {
    for name in object.keys() {
        if !table.fields.iter().any(|field| field.wire_name == name) {
            return Err(unknown_field(table, name).within(name));
        }
    }
    for field in table.fields {
        validate_field(field, object.get(field.wire_name), strictness)
            .map_err(|mismatch| mismatch.within(field.wire_name))?;
    }
    Ok(())
}

fn unknown_field(table: &Table, name: &str) -> Mismatch {
    match nearest(name, table.fields.iter().map(|field| field.wire_name)) {
        Some(near) => Mismatch::new(format!("there is no such field; did you mean `{near}`?")),
        None => Mismatch::new("there is no such field"),
    }
}

/// The name of `valid` that takes the fewest letters to insert, remove, replace or swap, where these
/// are at most a third of it.
pub(crate) fn nearest<'a>(name: &str, valid: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let limit = (name.chars().count() / 3).max(1);
    valid
        .into_iter()
        .map(|candidate| (strsim::osa_distance(name, candidate), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

fn validate_field(
    field: &Field,
    value: Option<&Json>,
    strictness: Strictness,
) -> Result<(), Mismatch> {
    match value {
        Some(Json::Null) if matches!(field.kind, Kind::Nullable(_) | Kind::Json) => Ok(()),
        None | Some(Json::Null) if field.presence == Presence::Required => {
            Err(Mismatch::new("it is required"))
        }
        // Stytch is written in Go, where `null` leaves a field as if it were absent.
        None | Some(Json::Null) => Ok(()),
        Some(value) => validate_value(&field.kind, value, strictness),
    }
}

fn validate_value(kind: &Kind, value: &Json, strictness: Strictness) -> Result<(), Mismatch> {
    let found = match (kind, value) {
        (Kind::Object(table), Json::Object(object)) => {
            return validate_object(table(), object, strictness);
        }
        (Kind::List(kind), Json::Array(elements)) => {
            return validate_list(kind, elements, strictness);
        }
        (Kind::Map(kind), Json::Object(entries)) => return validate_map(kind, entries, strictness),
        (Kind::Nullable(_), Json::Null) => return Ok(()),
        (Kind::Nullable(kind), value) => return validate_value(kind, value, strictness),
        (kind, value) => match validate_plain(kind, value, strictness) {
            Ok(()) => return Ok(()),
            Err(found) => found,
        },
    };
    Err(Mismatch::new(format!("expected {}, found {found}", expected(kind))))
}

fn validate_list(kind: &Kind, elements: &[Json], strictness: Strictness) -> Result<(), Mismatch> {
    for (index, element) in elements.iter().enumerate() {
        validate_value(kind, element, strictness)
            .map_err(|mismatch| mismatch.within(&format!("[{index}]")))?;
    }
    Ok(())
}

fn validate_map(kind: &Kind, entries: &Metadata, strictness: Strictness) -> Result<(), Mismatch> {
    for (key, value) in entries {
        validate_value(kind, value, strictness).map_err(|mismatch| mismatch.within(key))?;
    }
    Ok(())
}

macro_rules! define_check_plain {
    ($(
        $(#[$doc:meta])*
        $kind:ident($ty:ty, $($read:tt)*), $name:literal $(, $optional:ident $optional_ty:tt)?;
    )*) => {
        /// Checks a value without looking at inner fields. The error is the type that was found.
        fn validate_plain(kind: &Kind, value: &Json, strictness: Strictness) -> Result<(), &'static str> {
            match kind {
                $(Kind::$kind => validate_scalar::<$ty>(value, strictness),)*
                Kind::Enum(values) => validate_string(value, strictness, |text| values.contains(&text)),
                Kind::Metadata => accept_if(value.is_object(), value),
                // Only the serde traits of the type know which values it accepts.
                Kind::Json | Kind::Header(_) | Kind::Serde(_) => Ok(()),
                Kind::Object(_) | Kind::List(_) | Kind::Map(_) | Kind::Nullable(_) => {
                    Err(json_name(value))
                }
            }
        }
    };
}

scalar_kinds! { define_check_plain! }

fn validate_scalar<T: ScalarMut>(value: &Json, strictness: Strictness) -> Result<(), &'static str> {
    match T::JSON_TYPE {
        JsonType::String => validate_string(value, strictness, T::is_well_formed),
        JsonType::Boolean => accept_if(value.is_boolean(), value),
        JsonType::Integer => match integer(value) {
            Some(number) if T::read_integer(number).is_some() => Ok(()),
            Some(_) => Err("a number out of its range"),
            None => Err(json_name(value)),
        },
        JsonType::Number => accept_if(value.is_number(), value),
    }
}

fn validate_string(
    value: &Json,
    strictness: Strictness,
    is_known: impl Fn(&str) -> bool,
) -> Result<(), &'static str> {
    match value {
        Json::String(text) if strictness == Strictness::Lenient || is_known(text) => Ok(()),
        Json::String(_) => Err("another string"),
        value => Err(json_name(value)),
    }
}

fn accept_if(is_accepted: bool, value: &Json) -> Result<(), &'static str> {
    if is_accepted { Ok(()) } else { Err(json_name(value)) }
}

fn integer(value: &Json) -> Option<i128> {
    value.as_i64().map(i128::from).or_else(|| value.as_u64().map(i128::from))
}

fn expected(kind: &Kind) -> String {
    match kind {
        Kind::Timestamp => "RFC 3339 timestamp".to_owned(),
        Kind::Enum(values) => format!("one of {}", values.join(", ")),
        kind => kind.json_name().to_owned(),
    }
}

fn json_name(value: &Json) -> &'static str {
    match value {
        Json::Null => "null",
        Json::Bool(_) => "boolean",
        Json::Number(number) if number.is_f64() => "fraction",
        Json::Number(_) => "number",
        Json::String(_) => "string",
        Json::Array(_) => "array",
        Json::Object(_) => "object",
    }
}
