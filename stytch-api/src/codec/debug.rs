//! `Debug` from the table: every secret is `[redacted]`, whatever it sits in.

use std::fmt;

use crate::schema::{FieldRef, Object};

/// The `Debug` of every generated struct.
///
/// # Errors
/// Where the formatter fails.
pub fn debug(object: &dyn Object, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let table = object.table();
    let mut debug = f.debug_struct(table.name);
    for (index, field) in table.fields.iter().enumerate() {
        debug.field(field.name, &Shown(object.field(index).present()));
    }
    debug.finish()
}

struct Shown<'a>(Option<FieldRef<'a>>);

impl fmt::Debug for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            None => f.write_str("None"),
            Some(FieldRef::String(value) | FieldRef::Enum(value)) => fmt::Debug::fmt(value, f),
            Some(FieldRef::Secret(value)) => fmt::Debug::fmt(value, f),
            Some(FieldRef::Timestamp(value)) => fmt::Debug::fmt(value.as_str(), f),
            Some(FieldRef::Bool(value)) => fmt::Debug::fmt(&value, f),
            Some(FieldRef::I32(value)) => fmt::Debug::fmt(&value, f),
            Some(FieldRef::I64(value)) => fmt::Debug::fmt(&value, f),
            Some(FieldRef::U32(value)) => fmt::Debug::fmt(&value, f),
            Some(FieldRef::U64(value)) => fmt::Debug::fmt(&value, f),
            Some(FieldRef::F64(value)) => fmt::Debug::fmt(&value, f),
            Some(FieldRef::Json(value)) => fmt::Display::fmt(value, f),
            Some(FieldRef::Metadata(value)) => {
                f.debug_map().entries(value.iter().map(|(key, value)| (key, Raw(value)))).finish()
            }
            Some(FieldRef::Object(value)) => debug(value, f),
            Some(FieldRef::List(list)) => {
                let items = (0..list.len()).map(|index| Shown(list.get(index).present()));
                f.debug_list().entries(items).finish()
            }
            Some(FieldRef::Map(entries)) => {
                let mut map = f.debug_map();
                entries.for_each(&mut |key, value| {
                    map.entry(&key, &Shown(value.present()));
                });
                map.finish()
            }
            Some(FieldRef::Header(value)) => {
                let (name, secret) = value.header();
                f.debug_map().entry(&name, secret).finish()
            }
            Some(FieldRef::Serde(value)) => write!(f, "{}(..)", value.type_name()),
            Some(_) => f.write_str("null"),
        }
    }
}

/// A JSON value, shown as JSON.
struct Raw<'a>(&'a crate::Json);

impl fmt::Debug for Raw<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self.0, f)
    }
}
