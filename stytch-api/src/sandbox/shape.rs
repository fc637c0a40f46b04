//! The answer of an endpoint that has no state here: its response table, filled in.

use crate::{
    Json, Metadata,
    engine::check::fits,
    table::{Kind, Presence, Table},
};

/// A response with the request's values where a field has the same name and takes them, and with
/// zeros elsewhere; optional fields are left out.
pub(super) fn shape(response: &Table, request: &Metadata) -> Metadata {
    let mut shaped = Metadata::new();
    for field in response.fields {
        let echoed = request.get(field.name).filter(|value| fits(&field.kind, value));
        let value = match (echoed, field.presence) {
            (Some(value), _) => value.clone(),
            (None, Presence::Optional) => continue,
            (None, Presence::Required | Presence::Zero) => zero(&field.kind),
        };
        shaped.insert(field.name.to_owned(), value);
    }
    shaped
}

fn zero(kind: &Kind) -> Json {
    match kind {
        Kind::String | Kind::Secret | Kind::Timestamp => Json::from(""),
        Kind::Enum(values) => Json::from(values.first().copied().unwrap_or_default()),
        Kind::Bool => Json::from(false),
        Kind::I32 | Kind::I64 | Kind::U32 | Kind::U64 => Json::from(0),
        Kind::F64 => Json::from(0.0),
        Kind::Metadata | Kind::Map(_) => Json::Object(Metadata::new()),
        Kind::Object(table) => Json::Object(shape(table(), &Metadata::new())),
        Kind::List(_) => Json::Array(Vec::new()),
        Kind::Json | Kind::Nullable(_) | Kind::Header(_) | Kind::Other(_) => Json::Null,
    }
}
