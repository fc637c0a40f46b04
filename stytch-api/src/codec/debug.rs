//! `Debug` by table: every secret is printed as `[redacted]`, at any depth.

use std::fmt;

use crate::{
    Json, Metadata,
    codec::scalar::ScalarRef,
    error::escape_lines,
    schema::{FieldRef, ListField, MapField, Object, ValueRef, match_value},
};

/// The `Debug` implementation of every generated struct.
///
/// # Errors
/// If the formatter fails.
pub fn debug(object: &dyn Object, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let table = object.table();
    let mut debug = f.debug_struct(table.name);
    for (index, field) in table.fields.iter().enumerate() {
        debug.field(field.name, &DebugField(object.field(index)));
    }
    debug.finish()
}

struct DebugField<'a>(FieldRef<'a>);

impl fmt::Debug for DebugField<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(value) = self.0.present() else {
            return f.write_str("None");
        };
        match_value! { value;
            Scalar(value) => value.debug(f),
            ValueRef::Json(value) => debug_json(value, f),
            ValueRef::Metadata(value) => debug_metadata(value, f),
            ValueRef::Enum(value) => fmt::Debug::fmt(value, f),
            ValueRef::Object(object) => debug(object, f),
            ValueRef::List(list) => debug_list(list, f),
            ValueRef::Map(map) => debug_map(map, f),
            ValueRef::Null => f.write_str("null"),
            ValueRef::Header(header) => {
                let (name, secret) = header.header();
                f.debug_map().entry(&name, secret).finish()
            }
            ValueRef::Serde(value) => write!(f, "{}(..)", value.type_name()),
        }
    }
}

/// JSON itself escapes only some control characters, and no other invisible characters.
fn debug_json(value: &Json, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    if f.alternate() {
        escape_lines(f, format_args!("{value:#}"))
    } else {
        escape_lines(f, format_args!("{value}"))
    }
}

fn debug_metadata(metadata: &Metadata, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let entries = metadata.iter().map(|(key, value)| (key, DebugField(FieldRef::Json(value))));
    f.debug_map().entries(entries).finish()
}

fn debug_list(list: &dyn ListField, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let elements = (0..list.len()).map(|index| DebugField(list.get(index)));
    f.debug_list().entries(elements).finish()
}

fn debug_map(map: &dyn MapField, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut debug = f.debug_map();
    map.for_each(&mut |key, value| {
        debug.entry(&key, &DebugField(value));
    });
    debug.finish()
}
