//! Objects to JSON, or to any other format that serde writes.

use serde_core::{
    Serialize, Serializer,
    ser::{Error, SerializeMap, SerializeSeq},
};

use crate::{
    codec::scalar::ScalarRef,
    schema::{
        Field, ListField, Location, MapField, Object, SerdeField, Table, ValueRef, match_value,
    },
    types::secret_buffer::SecretBuffer,
};

/// The `Serialize` implementation of every generated struct: a map of the fields that are set, in
/// any location.
///
/// # Errors
/// If `serializer` fails, if a number is not finite, or if the `Serialize` of a serde field fails.
pub fn serialize<S: Serializer>(object: &dyn Object, serializer: S) -> Result<S::Ok, S::Error> {
    serialize_fields(object, serializer, |_| true)
}

/// The JSON body of a request: the fields that are set and that are sent in the body.
pub(crate) fn encode_body(object: &dyn Object) -> Result<SecretBuffer, serde_json::Error> {
    let table = object.table();
    if !table.has_location(Location::Body) && table.flattened().is_none() {
        return Ok(SecretBuffer::from("{}"));
    }
    let mut body = SecretBuffer::with_capacity(256);
    let mut serializer = serde_json::Serializer::new(&mut body);
    serialize_fields(object, &mut serializer, |location| match location {
        Location::Body | Location::Flattened => true,
        Location::Path | Location::Query | Location::Header => false,
    })?;
    Ok(body)
}

fn serialize_fields<S: Serializer>(
    object: &dyn Object,
    serializer: S,
    includes: impl Fn(Location) -> bool,
) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(None)?;
    for (index, field) in object.table().fields.iter().enumerate() {
        let Some(value) = object.field(index).present().filter(|_| includes(field.location)) else {
            continue;
        };
        if field.location == Location::Flattened {
            serialize_flattened(object.table(), field, value, &mut map)?;
        } else {
            map.serialize_entry(field.wire_name, &value)?;
        }
    }
    map.end()
}

/// Writes the members of a flattened field. Rejects a member with the name of a field, which would be
/// written twice.
fn serialize_flattened<M: SerializeMap>(
    table: &Table,
    field: &Field,
    value: ValueRef<'_>,
    map: &mut M,
) -> Result<(), M::Error> {
    let mut result = Ok(());
    for_each_member(value, &mut |name, value| {
        if result.is_ok() {
            result = match table.index_of(name, 0) {
                None => map.serialize_entry(name, &value),
                Some(index) => Err(M::Error::custom(format_args!(
                    "`{}` contains `{}`, which is a separate field; set that instead",
                    field.name, table.fields[index].wire_name
                ))),
            };
        }
    });
    result
}

/// Calls `visit` with each member of a flattened field.
pub(crate) fn for_each_member(value: ValueRef<'_>, visit: &mut dyn FnMut(&str, ValueRef<'_>)) {
    match_value! { value;
        Scalar(_value) => {},
        ValueRef::Metadata(metadata) => {
            for (name, value) in metadata {
                visit(name, ValueRef::Json(value));
            }
        }
        ValueRef::Map(map) => map.for_each(&mut |name, value| {
            visit(name, value.present().unwrap_or(ValueRef::Null));
        }),
        // The macros reject any other type.
        ValueRef::Json(_)
        | ValueRef::Enum(_)
        | ValueRef::Object(_)
        | ValueRef::List(_)
        | ValueRef::Null
        | ValueRef::Header(_)
        | ValueRef::Serde(_) => {}
    }
}

impl Serialize for ValueRef<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match_value! { *self;
            Scalar(value) => value.encode(serializer),
            ValueRef::Json(value) => value.serialize(serializer),
            ValueRef::Metadata(value) => value.serialize(serializer),
            ValueRef::Enum(value) => serializer.serialize_str(value),
            ValueRef::Object(object) => serialize(object, serializer),
            ValueRef::List(list) => serialize_list(list, serializer),
            ValueRef::Map(map) => serialize_map(map, serializer),
            ValueRef::Null => serializer.serialize_unit(),
            ValueRef::Header(header) => serialize_serde(header.as_serde(), serializer),
            ValueRef::Serde(value) => serialize_serde(value, serializer),
        }
    }
}

fn serialize_list<S: Serializer>(list: &dyn ListField, serializer: S) -> Result<S::Ok, S::Error> {
    let mut sequence = serializer.serialize_seq(Some(list.len()))?;
    for index in 0..list.len() {
        sequence.serialize_element(&list.get(index).present().unwrap_or(ValueRef::Null))?;
    }
    sequence.end()
}

fn serialize_map<S: Serializer>(map: &dyn MapField, serializer: S) -> Result<S::Ok, S::Error> {
    let mut output = serializer.serialize_map(Some(map.len()))?;
    let mut result = Ok(());
    map.for_each(&mut |key, value| {
        if result.is_ok() {
            let value = value.present().unwrap_or(ValueRef::Null);
            result = output.serialize_entry(key, &value);
        }
    });
    result?;
    output.end()
}

fn serialize_serde<S: Serializer>(
    value: &dyn SerdeField,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    match value.to_json() {
        Some(json) => json.serialize(serializer),
        None => Err(S::Error::custom(format_args!(
            "the `Serialize` implementation of `{}` failed",
            value.type_name()
        ))),
    }
}
