//! JSON that a table cannot read, and the path where it cannot.

use serde_json::{Value, json};
use stytch_api::schema::{Field, Kind, Table};

/// Values that no field of this kind takes.
fn wrong(kind: &Kind) -> Vec<Value> {
    let text = json!("KEEPOUT");
    let (number, truth) = (json!(7), json!(true));
    let (array, object) = (json!(["KEEPOUT"]), json!({ "KEEPOUT": "KEEPOUT" }));
    match kind {
        Kind::String | Kind::Secret | Kind::Timestamp | Kind::Enum(_) => {
            vec![number, truth, array, object]
        }
        Kind::Bool => vec![number, text, array, object],
        Kind::I32 => vec![truth, text, array, object, json!(1.5), json!(3_000_000_000_i64)],
        Kind::I64 => vec![truth, text, array, object, json!(1.5), json!(u64::MAX)],
        Kind::U32 | Kind::U64 => vec![truth, text, array, object, json!(1.5), json!(-1)],
        Kind::F64 => vec![truth, text, array, object],
        Kind::Object(_) | Kind::Map(_) | Kind::Metadata => vec![number, truth, text, array],
        Kind::List(_) => vec![number, truth, text, object],
        Kind::Header(_) => vec![number, truth, text, array, object],
        Kind::Nullable(kind) => wrong(kind),
        _ => Vec::new(),
    }
}

/// Wrong values of a field: of every wrong type, in its place and in that of each list element and map
/// entry, with the path of each.
pub(crate) fn field_misfits(field: &Field) -> Vec<(String, Value)> {
    let misfits = shallow(&field.kind).into_iter();
    misfits.map(|(path, value)| (format!("{}{path}", field.wire_name), value)).collect()
}

fn shallow(kind: &Kind) -> Vec<(String, Value)> {
    let mut misfits: Vec<_> = wrong(kind).into_iter().map(|value| (String::new(), value)).collect();
    misfits.extend(match kind {
        Kind::List(kind) => in_list(shallow(kind)),
        Kind::Map(kind) => in_map(shallow(kind)),
        Kind::Nullable(kind) => match **kind {
            Kind::List(kind) => in_list(shallow(kind)),
            Kind::Map(kind) => in_map(shallow(kind)),
            _ => Vec::new(),
        },
        _ => Vec::new(),
    });
    misfits
}

/// One wrong value for each field of each object within `table`, with as little around it as leads
/// there.
pub(crate) fn deep_misfits(table: &Table) -> Vec<(String, Value)> {
    let misfits = table.fields.iter().flat_map(|field| in_field(field, deep(&field.kind)));
    misfits.map(|(path, value)| (path.trim_start_matches('.').to_owned(), value)).collect()
}

fn deep(kind: &Kind) -> Vec<(String, Value)> {
    match kind {
        Kind::Object(table) => {
            let fields = table().fields.iter();
            fields.flat_map(|field| in_field(field, last_and_deep(&field.kind))).collect()
        }
        Kind::List(kind) => in_list(deep(kind)),
        Kind::Map(kind) => in_map(deep(kind)),
        Kind::Nullable(kind) => deep(kind),
        _ => Vec::new(),
    }
}

fn last_and_deep(kind: &Kind) -> Vec<(String, Value)> {
    let mut misfits = deep(kind);
    misfits.extend(wrong(kind).pop().map(|value| (String::new(), value)));
    misfits
}

fn in_field(field: &Field, inner: Vec<(String, Value)>) -> Vec<(String, Value)> {
    let outer =
        |(path, value)| (format!(".{}{path}", field.wire_name), json!({ field.wire_name: value }));
    inner.into_iter().map(outer).collect()
}

/// After an element that is `null`, which reads as zero.
fn in_list(inner: Vec<(String, Value)>) -> Vec<(String, Value)> {
    let outer = |(path, value)| (format!("[1]{path}"), json!([null, value]));
    inner.into_iter().map(outer).collect()
}

fn in_map(inner: Vec<(String, Value)>) -> Vec<(String, Value)> {
    let outer = |(path, value)| (format!(".key{path}"), json!({ "key": value }));
    inner.into_iter().map(outer).collect()
}
