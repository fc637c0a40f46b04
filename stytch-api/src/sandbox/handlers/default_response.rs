//! The response of an endpoint without a handler, built from its response table.

use crate::{
    Json, Metadata,
    codec::validate::fits,
    schema::{Kind, Location, Presence, Table},
};

/// The secrets of a session. Stytch sends an empty string in place of one that a login did not
/// create: the vendor's SDKs reject a response without the field.
const SESSION_SECRETS: [&str; 3] = ["session_token", "session_jwt", "intermediate_session_token"];

/// Adds the session secrets that the response has in its table, but not as values.
pub(crate) fn add_empty_secrets(table: &Table, response: &mut Metadata) {
    for name in SESSION_SECRETS {
        if table.fields.iter().any(|field| field.wire_name == name) {
            response.entry(name).or_insert_with(|| Json::from(""));
        }
    }
}

/// Returns a response of the right types, with values of the request where possible.
///
/// A field takes the request's value if one has the same name and fits; otherwise an optional field
/// other than the Organization is omitted, and any other gets its kind's default. Nested objects repeat the request's IDs.
pub(crate) fn default_response(response: &Table, request: &Metadata) -> Metadata {
    let ids = request.iter().filter(|(name, _)| name.ends_with("_id"));
    let ids = ids.map(|(name, value)| (name.clone(), value.clone())).collect();
    default_object(response, request, &ids)
}

fn default_object(table: &Table, known: &Metadata, ids: &Metadata) -> Metadata {
    let mut object = Metadata::new();
    for field in table.fields.iter().filter(|field| field.location != Location::Flattened) {
        let echoed = known.get(field.wire_name).filter(|value| fits(&field.kind, value));
        let value = match (echoed, field.presence) {
            (Some(value), _) => value.clone(),
            // The vendor's SDKs reject a response without its Organization, where a spec has one.
            (None, Presence::Optional) if field.wire_name != "organization" => continue,
            (None, _) => default_value(&field.kind, ids),
        };
        object.insert(field.wire_name.to_owned(), value);
    }
    object
}

fn default_value(kind: &Kind, ids: &Metadata) -> Json {
    match kind {
        Kind::String | Kind::Secret => Json::from(""),
        // The vendor's SDKs reject a timestamp that is not valid.
        Kind::Timestamp => Json::from("1970-01-01T00:00:00Z"),
        Kind::Enum(values) => Json::from(values.first().copied().unwrap_or_default()),
        Kind::Bool => Json::from(false),
        Kind::I32 | Kind::I64 | Kind::U32 | Kind::U64 => Json::from(0),
        Kind::F64 => Json::from(0.0),
        Kind::Metadata | Kind::Map(_) => Json::Object(Metadata::new()),
        Kind::Object(table) => Json::Object(default_object(table(), ids, ids)),
        Kind::List(_) => Json::Array(Vec::new()),
        Kind::Json | Kind::Nullable(_) | Kind::Header(_) | Kind::Serde(_) => Json::Null,
    }
}
