//! The answer of an endpoint that has no state here: its response table, filled in.

use crate::{
    Json, Metadata,
    codec::validate::fits,
    schema::{Kind, Presence, Table},
};

/// A response with the request's values where a field has the same name and takes them, its IDs in
/// the objects of the response as well, and with zeros elsewhere; optional fields are left out.
pub(crate) fn default_response(response: &Table, request: &Metadata) -> Metadata {
    let ids = request.iter().filter(|(name, _)| name.ends_with("_id"));
    let ids = ids.map(|(name, value)| (name.clone(), value.clone())).collect();
    fill(response, request, &ids)
}

fn fill(table: &Table, known: &Metadata, ids: &Metadata) -> Metadata {
    let mut filled = Metadata::new();
    for field in table.fields {
        let echoed = known.get(field.wire_name).filter(|value| fits(&field.kind, value));
        let value = match (echoed, field.presence) {
            (Some(value), _) => value.clone(),
            (None, Presence::Optional) => continue,
            (None, Presence::Required | Presence::Defaulted) => default_value(&field.kind, ids),
        };
        filled.insert(field.wire_name.to_owned(), value);
    }
    filled
}

/// The zero of a kind; in an object a known ID is what it is.
fn default_value(kind: &Kind, ids: &Metadata) -> Json {
    match kind {
        Kind::String | Kind::Secret | Kind::Timestamp => Json::from(""),
        Kind::Enum(values) => Json::from(values.first().copied().unwrap_or_default()),
        Kind::Bool => Json::from(false),
        Kind::I32 | Kind::I64 | Kind::U32 | Kind::U64 => Json::from(0),
        Kind::F64 => Json::from(0.0),
        Kind::Metadata | Kind::Map(_) => Json::Object(Metadata::new()),
        Kind::Object(table) => Json::Object(fill(table(), ids, ids)),
        Kind::List(_) => Json::Array(Vec::new()),
        Kind::Json | Kind::Nullable(_) | Kind::Header(_) | Kind::Serde(_) => Json::Null,
    }
}
