//! Validation of a JSON object against a table.

use crate::{
    Json, Metadata,
    codec::scalar::{JsonType, ScalarMut},
    schema::{Field, Kind, Location, Presence, Table, kind::scalar_kinds},
};

/// Which strings are valid enum values and timestamps.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Strictness {
    /// Known enum values and well-formed timestamps, as the API requires.
    #[cfg_attr(not(feature = "sandbox"), allow(dead_code, reason = "only for the sandbox"))]
    Strict,
    /// Any string: the API may know values that this crate does not.
    #[cfg_attr(not(feature = "json"), allow(dead_code, reason = "only for calls from JSON"))]
    Lenient,
}

/// A value that does not match its table.
#[derive(Debug)]
pub(crate) struct Mismatch {
    /// The path of the value, `member.roles[2]`; empty for the whole object.
    pub(crate) path: String,
    /// The error message. It does not quote the value.
    pub(crate) problem: String,
}

impl Mismatch {
    fn new(problem: impl Into<String>) -> Self {
        Self { path: String::new(), problem: problem.into() }
    }

    /// Prepends the enclosing field, key or index to the path.
    fn within(self, outer: &str) -> Self {
        let dot = if self.path.is_empty() || self.path.starts_with('[') { "" } else { "." };
        Self { path: format!("{outer}{dot}{}", self.path), problem: self.problem }
    }
}

/// Whether `value` is valid for a field of this kind.
#[cfg(feature = "sandbox")]
pub(crate) fn fits(kind: &Kind, value: &Json) -> bool {
    validate_value(kind, value, Strictness::Strict).is_ok()
}

/// Validates an object. The error is the first mismatch.
pub(crate) fn validate_object(
    table: &Table,
    object: &Metadata,
    strictness: Strictness,
) -> Result<(), Mismatch> {
    for (name, value) in object {
        if table.index_of(name, 0).is_none() {
            validate_unnamed(table, name, value, strictness)
                .map_err(|mismatch| mismatch.within(name))?;
        }
    }
    for field in table.fields.iter().filter(|field| field.location != Location::Flattened) {
        validate_field(field, object.get(field.wire_name), strictness)
            .map_err(|mismatch| mismatch.within(field.wire_name))?;
    }
    Ok(())
}

/// Validates a member that has no field: a member of the flattened field, or an unknown field.
fn validate_unnamed(
    table: &Table,
    name: &str,
    value: &Json,
    strictness: Strictness,
) -> Result<(), Mismatch> {
    match table.flattened().map(|index| table.fields[index].kind) {
        None => Err(unknown_field(table, name)),
        Some(Kind::Map(kind)) => validate_value(kind, value, strictness),
        // The macros reject any other kind than `Metadata`, whose members are of any kind.
        Some(_) => Ok(()),
    }
}

fn unknown_field(table: &Table, name: &str) -> Mismatch {
    match nearest(name, table.fields.iter().map(|field| field.wire_name)) {
        Some(near) => Mismatch::new(format!("unknown field; did you mean `{near}`?")),
        None => Mismatch::new("unknown field"),
    }
}

/// The valid name with the fewest edits from `name`; `None` if that is more than a third of its
/// letters.
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
        // The API treats `null` like an absent field, as Go's JSON decoder does.
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

macro_rules! define_validate_plain {
    ($(
        $(#[$doc:meta])*
        $kind:ident($ty:ty, $($read:tt)*), $name:literal $(, $optional:ident $optional_ty:tt)?;
    )*) => {
        /// Validates a value without inner fields. The error names the value that was found.
        fn validate_plain(
            kind: &Kind,
            value: &Json,
            strictness: Strictness,
        ) -> Result<(), &'static str> {
            match kind {
                $(Kind::$kind => validate_scalar::<$ty>(value, strictness),)*
                Kind::Enum(values) => {
                    validate_string(value, strictness, |text| values.contains(&text))
                }
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

scalar_kinds! { define_validate_plain! }

fn validate_scalar<T: ScalarMut>(value: &Json, strictness: Strictness) -> Result<(), &'static str> {
    match T::JSON_TYPE {
        JsonType::String => validate_string(value, strictness, T::is_well_formed),
        JsonType::Boolean => accept_if(value.is_boolean(), value),
        JsonType::Integer => match integer(value) {
            Some(number) if T::read_integer(number).is_some() => Ok(()),
            Some(_) => Err("number out of range"),
            None => Err(json_name(value)),
        },
        JsonType::Number => accept_if(value.is_number(), value),
    }
}

fn validate_string(
    value: &Json,
    strictness: Strictness,
    is_valid: impl Fn(&str) -> bool,
) -> Result<(), &'static str> {
    match value {
        Json::String(text) if strictness == Strictness::Lenient || is_valid(text) => Ok(()),
        Json::String(_) => Err("a different string"),
        value => Err(json_name(value)),
    }
}

fn accept_if(is_accepted: bool, value: &Json) -> Result<(), &'static str> {
    if is_accepted { Ok(()) } else { Err(json_name(value)) }
}

fn integer(value: &Json) -> Option<i128> {
    value.as_i64().map(i128::from).or_else(|| value.as_u64().map(i128::from))
}

/// The kind's values in error messages.
pub(crate) fn expected(kind: &Kind) -> String {
    if let Kind::Enum(values) = kind {
        return format!("one of {}", values.join(", "));
    }
    let is_timestamp = matches!(kind, Kind::Timestamp);
    if is_timestamp { "RFC 3339 timestamp".to_owned() } else { kind.json_name().to_owned() }
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
