//! `Debug` from the table: every secret is `[redacted]`, whatever it sits in.

use std::fmt;

use crate::schema::{Get, Object};

/// The `Debug` of every generated struct.
///
/// # Errors
/// Where the formatter fails.
pub fn debug(object: &dyn Object, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let table = object.table();
    let mut debug = f.debug_struct(table.name);
    for (index, field) in table.fields.iter().enumerate() {
        debug.field(field.ident, &Shown(object.get(index).present()));
    }
    debug.finish()
}

struct Shown<'a>(Option<Get<'a>>);

impl fmt::Debug for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            None => f.write_str("None"),
            Some(Get::String(value) | Get::Enum(value)) => fmt::Debug::fmt(value, f),
            Some(Get::Secret(value)) => fmt::Debug::fmt(value, f),
            Some(Get::Timestamp(value)) => fmt::Debug::fmt(value.as_str(), f),
            Some(Get::Bool(value)) => fmt::Debug::fmt(&value, f),
            Some(Get::I32(value)) => fmt::Debug::fmt(&value, f),
            Some(Get::I64(value)) => fmt::Debug::fmt(&value, f),
            Some(Get::U32(value)) => fmt::Debug::fmt(&value, f),
            Some(Get::U64(value)) => fmt::Debug::fmt(&value, f),
            Some(Get::F64(value)) => fmt::Debug::fmt(&value, f),
            Some(Get::Json(value)) => fmt::Display::fmt(value, f),
            Some(Get::Metadata(value)) => {
                f.debug_map().entries(value.iter().map(|(key, value)| (key, Raw(value)))).finish()
            }
            Some(Get::Object(value)) => debug(value, f),
            Some(Get::List(list)) => {
                let items = (0..list.len()).map(|index| Shown(list.item(index).present()));
                f.debug_list().entries(items).finish()
            }
            Some(Get::Map(entries)) => {
                let mut map = f.debug_map();
                entries.each(&mut |key, value| {
                    map.entry(&key, &Shown(value.present()));
                });
                map.finish()
            }
            Some(Get::Header(value)) => {
                let (name, secret) = value.header();
                f.debug_map().entry(&name, secret).finish()
            }
            Some(Get::Other(value)) => write!(f, "{}(..)", value.type_name()),
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
