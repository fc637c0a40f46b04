//! Objects into JSON, or into whatever else serde writes.

use serde_core::{
    Serialize, Serializer,
    ser::{Error, SerializeMap, SerializeSeq},
};

use crate::schema::{FieldRef, Location, Object};

/// The `Serialize` of every generated struct: a map of what is set, wherever it travels.
///
/// # Errors
/// Where `serializer` fails, a number is not finite, or a type of the user's own refuses.
pub fn serialize<S: Serializer>(object: &dyn Object, serializer: S) -> Result<S::Ok, S::Error> {
    serialize_fields(object, serializer, |_| true)
}

/// The JSON body of a request: those fields that are set and travel there.
pub(crate) fn encode_body(object: &dyn Object) -> Result<Vec<u8>, serde_json::Error> {
    if !object.table().has_location(Location::Body) {
        return Ok(b"{}".to_vec());
    }
    let mut body = Vec::with_capacity(256);
    let mut serializer = serde_json::Serializer::new(&mut body);
    serialize_fields(object, &mut serializer, |location| location == Location::Body)?;
    Ok(body)
}

fn serialize_fields<S: Serializer>(
    object: &dyn Object,
    serializer: S,
    travels: impl Fn(Location) -> bool,
) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(None)?;
    for (index, field) in object.table().fields.iter().enumerate() {
        if travels(field.location)
            && let Some(value) = object.field(index).present()
        {
            map.serialize_entry(field.wire_name, &Value(value))?;
        }
    }
    map.end()
}

impl<'a> FieldRef<'a> {
    /// What is there to be read, with the optional arms opened; `None` where there is nothing.
    pub(crate) fn present(self) -> Option<FieldRef<'a>> {
        match self {
            FieldRef::OptString(value) => value.as_deref().map(FieldRef::String),
            FieldRef::OptSecret(value) => value.as_ref().map(FieldRef::Secret),
            FieldRef::OptTimestamp(value) => value.as_ref().map(FieldRef::Timestamp),
            FieldRef::OptBool(value) => value.map(FieldRef::Bool),
            FieldRef::OptI32(value) => value.map(FieldRef::I32),
            FieldRef::Option(value) => value.get().and_then(FieldRef::present),
            FieldRef::Absent => None,
            value => Some(value),
        }
    }
}

/// A value that [`FieldRef::present`] has opened.
struct Value<'a>(FieldRef<'a>);

impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            FieldRef::String(value) | FieldRef::Enum(value) => serializer.serialize_str(value),
            FieldRef::Secret(value) => serializer.serialize_str(value.expose()),
            FieldRef::Timestamp(value) => serializer.serialize_str(value.as_str()),
            FieldRef::Bool(value) => serializer.serialize_bool(value),
            FieldRef::I32(value) => serializer.serialize_i32(value),
            FieldRef::I64(value) => serializer.serialize_i64(value),
            FieldRef::U32(value) => serializer.serialize_u32(value),
            FieldRef::U64(value) => serializer.serialize_u64(value),
            // JSON has no such number, and `null` would say something else.
            FieldRef::F64(value) if !value.is_finite() => {
                Err(S::Error::custom("a number is not finite"))
            }
            FieldRef::F64(value) => serializer.serialize_f64(value),
            FieldRef::Json(value) => value.serialize(serializer),
            FieldRef::Metadata(value) => value.serialize(serializer),
            FieldRef::Object(value) => serialize(value, serializer),
            FieldRef::List(list) => {
                let mut sequence = serializer.serialize_seq(Some(list.len()))?;
                for index in 0..list.len() {
                    let item = list.get(index).present().unwrap_or(FieldRef::Null);
                    sequence.serialize_element(&Value(item))?;
                }
                sequence.end()
            }
            FieldRef::Map(entries) => {
                let mut map = serializer.serialize_map(Some(entries.len()))?;
                let mut outcome = Ok(());
                entries.for_each(&mut |key, value| {
                    if outcome.is_ok() {
                        outcome = map.serialize_entry(
                            key,
                            &Value(value.present().unwrap_or(FieldRef::Null)),
                        );
                    }
                });
                outcome?;
                map.end()
            }
            FieldRef::Header(value) => serialize_serde(value.as_serde(), serializer),
            FieldRef::Serde(value) => serialize_serde(value, serializer),
            _ => serializer.serialize_unit(),
        }
    }
}

fn serialize_serde<S: Serializer>(
    value: &dyn crate::schema::SerdeField,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    match value.to_json() {
        Some(json) => json.serialize(serializer),
        None => {
            Err(S::Error::custom(format_args!("`{}` refuses to be written", value.type_name())))
        }
    }
}
