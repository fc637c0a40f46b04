//! Objects into JSON, or into whatever else serde writes.

use serde_core::{
    Serialize, Serializer,
    ser::{Error, SerializeMap, SerializeSeq},
};

use crate::schema::{Get, Object, Place};

/// The `Serialize` of every generated struct: a map of what is set, wherever it travels.
///
/// # Errors
/// Where `serializer` fails, a number is not finite, or a type of the user's own refuses.
pub fn serialize<S: Serializer>(object: &dyn Object, serializer: S) -> Result<S::Ok, S::Error> {
    serialize_fields(object, serializer, |_| true)
}

/// The JSON body of a request: those fields that are set and travel there.
pub(crate) fn encode_body(object: &dyn Object) -> Result<Vec<u8>, serde_json::Error> {
    if !object.table().has_place(Place::Body) {
        return Ok(b"{}".to_vec());
    }
    let mut body = Vec::with_capacity(256);
    let mut serializer = serde_json::Serializer::new(&mut body);
    serialize_fields(object, &mut serializer, |place| place == Place::Body)?;
    Ok(body)
}

fn serialize_fields<S: Serializer>(
    object: &dyn Object,
    serializer: S,
    travels: impl Fn(Place) -> bool,
) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(None)?;
    for (index, field) in object.table().fields.iter().enumerate() {
        if travels(field.place)
            && let Some(value) = object.get(index).present()
        {
            map.serialize_entry(field.name, &Value(value))?;
        }
    }
    map.end()
}

impl<'a> Get<'a> {
    /// What is there to be read, with the optional arms opened; `None` where there is nothing.
    pub(crate) fn present(self) -> Option<Get<'a>> {
        match self {
            Get::OptString(value) => value.as_deref().map(Get::String),
            Get::OptSecret(value) => value.as_ref().map(Get::Secret),
            Get::OptTimestamp(value) => value.as_ref().map(Get::Timestamp),
            Get::OptBool(value) => value.map(Get::Bool),
            Get::OptI32(value) => value.map(Get::I32),
            Get::Maybe(value) => value.peek().and_then(Get::present),
            Get::Absent => None,
            value => Some(value),
        }
    }
}

/// A value that [`Get::present`] has opened.
struct Value<'a>(Get<'a>);

impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Get::String(value) | Get::Enum(value) => serializer.serialize_str(value),
            Get::Secret(value) => serializer.serialize_str(value.expose()),
            Get::Timestamp(value) => serializer.serialize_str(value.as_str()),
            Get::Bool(value) => serializer.serialize_bool(value),
            Get::I32(value) => serializer.serialize_i32(value),
            Get::I64(value) => serializer.serialize_i64(value),
            Get::U32(value) => serializer.serialize_u32(value),
            Get::U64(value) => serializer.serialize_u64(value),
            // JSON has no such number, and `null` would say something else.
            Get::F64(value) if !value.is_finite() => {
                Err(S::Error::custom("a number is not finite"))
            }
            Get::F64(value) => serializer.serialize_f64(value),
            Get::Json(value) => value.serialize(serializer),
            Get::Metadata(value) => value.serialize(serializer),
            Get::Object(value) => serialize(value, serializer),
            Get::List(list) => {
                let mut sequence = serializer.serialize_seq(Some(list.len()))?;
                for index in 0..list.len() {
                    let item = list.item(index).present().unwrap_or(Get::Null);
                    sequence.serialize_element(&Value(item))?;
                }
                sequence.end()
            }
            Get::Map(entries) => {
                let mut map = serializer.serialize_map(Some(entries.len()))?;
                let mut outcome = Ok(());
                entries.each(&mut |key, value| {
                    if outcome.is_ok() {
                        outcome =
                            map.serialize_entry(key, &Value(value.present().unwrap_or(Get::Null)));
                    }
                });
                outcome?;
                map.end()
            }
            Get::Header(value) => serialize_other(value.as_other(), serializer),
            Get::Other(value) => serialize_other(value, serializer),
            _ => serializer.serialize_unit(),
        }
    }
}

fn serialize_other<S: Serializer>(
    value: &dyn crate::schema::Other,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    match value.to_json() {
        Some(json) => json.serialize(serializer),
        None => {
            Err(S::Error::custom(format_args!("`{}` refuses to be written", value.type_name())))
        }
    }
}
