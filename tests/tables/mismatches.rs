//! JSON that does not match a table, with the path of the mismatch.

use serde_json::{Value, json};
use stytch_api::schema::{Field, Kind, Table};

use crate::endpoints::named_fields;

/// Values that a field of this kind rejects.
fn wrong_values(kind: &Kind) -> Vec<Value> {
    let text = json!("KEEPOUT");
    let (number, boolean) = (json!(7), json!(true));
    let (array, object) = (json!(["KEEPOUT"]), json!({ "KEEPOUT": "KEEPOUT" }));
    match kind {
        Kind::String | Kind::Secret | Kind::Timestamp | Kind::Enum(_) => {
            vec![number, boolean, array, object]
        }
        Kind::Bool => vec![number, text, array, object],
        Kind::I32 => vec![boolean, text, array, object, json!(1.5), json!(3_000_000_000_i64)],
        Kind::I64 => vec![boolean, text, array, object, json!(1.5), json!(u64::MAX)],
        Kind::U32 | Kind::U64 => vec![boolean, text, array, object, json!(1.5), json!(-1)],
        Kind::F64 => vec![boolean, text, array, object],
        Kind::Object(_) | Kind::Map(_) | Kind::Metadata => vec![number, boolean, text, array],
        Kind::List(_) => vec![number, boolean, text, object],
        Kind::Header(_) => vec![number, boolean, text, array, object],
        Kind::Nullable(kind) => wrong_values(kind),
        _ => Vec::new(),
    }
}

/// Values of every wrong type for a field and for its list elements and map values, with the path
/// of each.
pub(crate) fn field_mismatches(field: &Field) -> Vec<(String, Value)> {
    let mismatches = kind_mismatches(&field.kind).into_iter();
    mismatches.map(|(path, value)| (format!("{}{path}", field.wire_name), value)).collect()
}

fn kind_mismatches(kind: &Kind) -> Vec<(String, Value)> {
    let mut mismatches: Vec<_> =
        wrong_values(kind).into_iter().map(|value| (String::new(), value)).collect();
    mismatches.extend(match kind {
        Kind::List(kind) => in_list(kind_mismatches(kind)),
        Kind::Map(kind) => in_map(kind_mismatches(kind)),
        Kind::Nullable(kind) => match **kind {
            Kind::List(kind) => in_list(kind_mismatches(kind)),
            Kind::Map(kind) => in_map(kind_mismatches(kind)),
            _ => Vec::new(),
        },
        _ => Vec::new(),
    });
    mismatches
}

/// One wrong value for each field of each object inside `table`, in the smallest JSON that contains
/// it.
pub(crate) fn deep_mismatches(table: &Table) -> Vec<(String, Value)> {
    let mismatches = named_fields(table).flat_map(|field| in_field(field, deep(&field.kind)));
    mismatches.map(|(path, value)| (path.trim_start_matches('.').to_owned(), value)).collect()
}

fn deep(kind: &Kind) -> Vec<(String, Value)> {
    match kind {
        Kind::Object(table) => {
            let fields = named_fields(table());
            fields.flat_map(|field| in_field(field, one_and_deep(&field.kind))).collect()
        }
        Kind::List(kind) => in_list(deep(kind)),
        Kind::Map(kind) => in_map(deep(kind)),
        Kind::Nullable(kind) => deep(kind),
        _ => Vec::new(),
    }
}

fn one_and_deep(kind: &Kind) -> Vec<(String, Value)> {
    let mut mismatches = deep(kind);
    mismatches.extend(wrong_values(kind).pop().map(|value| (String::new(), value)));
    mismatches
}

fn in_field(field: &Field, inner: Vec<(String, Value)>) -> Vec<(String, Value)> {
    let outer =
        |(path, value)| (format!(".{}{path}", field.wire_name), json!({ field.wire_name: value }));
    inner.into_iter().map(outer).collect()
}

/// Puts each value after a `null` element, which is read as a default value.
fn in_list(inner: Vec<(String, Value)>) -> Vec<(String, Value)> {
    let outer = |(path, value)| (format!("[1]{path}"), json!([null, value]));
    inner.into_iter().map(outer).collect()
}

fn in_map(inner: Vec<(String, Value)>) -> Vec<(String, Value)> {
    let outer = |(path, value)| (format!(".key{path}"), json!({ "key": value }));
    inner.into_iter().map(outer).collect()
}
