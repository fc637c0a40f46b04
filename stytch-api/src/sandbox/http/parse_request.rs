//! One JSON object out of a request's path, query, headers and body, as its table places them.

use bytes::Bytes;
use percent_encoding::percent_decode_str;

use crate::{
    Json, Metadata,
    sandbox::{
        http::{received::Received, routing::RouteMatch},
        store::problem::Problem,
    },
    schema::{BodyFormat, Field, Kind, Location, Table},
};

/// The fields of the request by their names; what belongs to no field is a problem.
pub(crate) fn parse_request(
    found: &RouteMatch<'_>,
    received: &Received,
) -> Result<Metadata, Problem> {
    let spec = found.route.spec;
    let table = (spec.request)();
    let mut merged = Metadata::new();
    for (name, value) in &found.values {
        let Ok(value) = percent_decode_str(value).decode_utf8() else {
            return Err(Problem::argument(format!("`{name}`: it is not UTF-8")));
        };
        let kind = table.field(Location::Path, name).map_or(Kind::String, |field| field.kind);
        merged.insert((*name).to_owned(), read_text(&kind, &value));
    }
    let query = received.query.as_deref().unwrap_or_default();
    merge_pairs(table, Location::Query, query.as_bytes(), &mut merged)?;
    merge_headers(table, received, &mut merged)?;
    match spec.body {
        BodyFormat::None if received.body.is_empty() => {}
        BodyFormat::None => {
            return Err(Problem::refused("bad_request", format!("{spec} takes no body")));
        }
        BodyFormat::Json => merge_body(table, &received.body, &mut merged)?,
        BodyFormat::Form => merge_pairs(table, Location::Body, &received.body, &mut merged)?,
    }
    Ok(merged)
}

/// `name=value` pairs, of the query or of a form; a list repeats its name.
fn merge_pairs(
    table: &'static Table,
    location: Location,
    pairs: &[u8],
    merged: &mut Metadata,
) -> Result<(), Problem> {
    for (name, text) in form_urlencoded::parse(pairs) {
        let Some(field) = table.field(location, &name) else {
            return Err(unknown(table, location, &name));
        };
        if let Kind::List(kind) = innermost(&field.kind) {
            let list = merged.entry(field.wire_name).or_insert_with(|| Json::Array(Vec::new()));
            if let Json::Array(list) = list {
                list.push(read_text(kind, &text));
            }
        } else if merged.insert(field.wire_name.to_owned(), read_text(&field.kind, &text)).is_some()
        {
            return Err(Problem::argument(format!("`{name}` is given more than once")));
        }
    }
    Ok(())
}

fn merge_headers(
    table: &'static Table,
    received: &Received,
    merged: &mut Metadata,
) -> Result<(), Problem> {
    for field in table.fields.iter().filter(|field| field.location == Location::Header) {
        let value = match innermost(&field.kind) {
            Kind::Header(names) => read_credential(field, names, received)?,
            kind => received.header(field.wire_name).map(|text| read_text(kind, text)),
        };
        if let Some(value) = value {
            merged.insert(field.wire_name.to_owned(), value);
        }
    }
    Ok(())
}

/// The one of `names` that is there, under its own name as serde reads it.
fn read_credential(
    field: &Field,
    names: &[&'static str],
    received: &Received,
) -> Result<Option<Json>, Problem> {
    let mut given = Metadata::new();
    for name in names {
        if let Some(text) = received.header(name) {
            given.insert((*name).to_owned(), Json::from(text));
        }
    }
    match given.len() {
        0 => Ok(None),
        1 => Ok(Some(Json::Object(given))),
        _ => Err(Problem::refused(
            "too_many_session_arguments",
            format!("`{}` is given by one of the headers {}", field.wire_name, names.join(", ")),
        )),
    }
}

fn merge_body(table: &'static Table, body: &Bytes, merged: &mut Metadata) -> Result<(), Problem> {
    let Ok(Json::Object(body)) = serde_json::from_slice(body) else {
        return Err(Problem::refused("bad_request", "The body is not a JSON object."));
    };
    for (name, value) in body {
        if table.field(Location::Body, &name).is_none() {
            return Err(unknown(table, Location::Body, &name));
        }
        merged.insert(name, value);
    }
    Ok(())
}

fn unknown(table: &Table, location: Location, name: &str) -> Problem {
    let whereabouts =
        if location == Location::Query { "query parameter" } else { "field of the body" };
    let known: Vec<_> = table
        .fields
        .iter()
        .filter(|field| field.location == location)
        .map(|field| format!("`{}`", field.wire_name))
        .collect();
    let known = if known.is_empty() { "none".to_owned() } else { known.join(", ") };
    Problem::argument(format!("`{name}` is no {whereabouts}; known: {known}"))
}

fn innermost(kind: &Kind) -> &Kind {
    match kind {
        Kind::Nullable(kind) => innermost(kind),
        kind => kind,
    }
}

/// Text as the JSON that its kind would be in a body. Text of another kind stays a string, which the
/// checks refuse.
fn read_text(kind: &Kind, text: &str) -> Json {
    let parsed = match innermost(kind) {
        Kind::Bool => text.parse::<bool>().ok().map(Json::from),
        Kind::I32 | Kind::I64 => text.parse::<i64>().ok().map(Json::from),
        Kind::U32 | Kind::U64 => text.parse::<u64>().ok().map(Json::from),
        Kind::F64 => text.parse::<f64>().ok().map(Json::from),
        _ => None,
    };
    parsed.unwrap_or_else(|| Json::from(text))
}
