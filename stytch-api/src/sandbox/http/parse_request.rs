//! Collects the fields of a request from its path, query, headers and body.

use bytes::Bytes;
use percent_encoding::percent_decode_str;

use crate::{
    ErrorType, Json, Metadata,
    sandbox::{
        http::{
            received_request::ReceivedRequest,
            routing::{RouteMatch, find_field},
        },
        store::problem::Problem,
    },
    schema::{BodyFormat, Field, Kind, Location, Table},
};

/// Returns the fields of a request as one JSON object.
///
/// Rejects parameters and body fields that the endpoint's table does not have.
pub(crate) fn parse_request(
    route_match: &RouteMatch<'_>,
    received: &ReceivedRequest,
) -> Result<Metadata, Problem> {
    let spec = route_match.route.spec;
    let table = (spec.request)();
    let mut request = Metadata::new();
    parse_path(table, route_match, &mut request)?;
    let query = received.query.as_deref().unwrap_or_default();
    parse_pairs(table, Location::Query, query.as_bytes(), &mut request)?;
    parse_headers(table, received, &mut request)?;
    match spec.body {
        BodyFormat::None if received.body.is_empty() => {}
        BodyFormat::None => {
            return Err(Problem::bad_request(ErrorType::BadRequest, format!("{spec} has no body")));
        }
        BodyFormat::Json => parse_body(table, &received.body, &mut request)?,
        BodyFormat::Form => parse_pairs(table, Location::Body, &received.body, &mut request)?,
    }
    Ok(request)
}

fn parse_path(
    table: &'static Table,
    route_match: &RouteMatch<'_>,
    request: &mut Metadata,
) -> Result<(), Problem> {
    for (name, value) in &route_match.path_values {
        let Ok(value) = percent_decode_str(value).decode_utf8() else {
            return Err(Problem::invalid_argument(format!("`{name}`: it is not valid UTF-8")));
        };
        let kind = find_field(table, Location::Path, name).map_or(Kind::String, |field| field.kind);
        request.insert((*name).to_owned(), parse_text(&kind, &value));
    }
    Ok(())
}

/// Parses the `name=value` pairs of a query or a form. A list repeats its name.
fn parse_pairs(
    table: &'static Table,
    location: Location,
    pairs: &[u8],
    request: &mut Metadata,
) -> Result<(), Problem> {
    for (name, text) in form_urlencoded::parse(pairs) {
        let Some(field) = find_field(table, location, &name) else {
            let value = parse_unnamed(table, location, &name, &text)?;
            insert_once(request, &name, value)?;
            continue;
        };
        if let Kind::List(kind) = non_nullable(&field.kind) {
            let list = request.entry(field.wire_name).or_insert_with(|| Json::Array(Vec::new()));
            if let Json::Array(list) = list {
                list.push(parse_text(kind, &text));
            }
            continue;
        }
        insert_once(request, field.wire_name, parse_text(&field.kind, &text))?;
    }
    Ok(())
}

fn insert_once(request: &mut Metadata, name: &str, value: Json) -> Result<(), Problem> {
    match request.insert(name.to_owned(), value) {
        None => Ok(()),
        Some(_) => Err(Problem::invalid_argument(format!("`{name}` is given more than once"))),
    }
}

/// Parses a form field that is not a field of the table.
fn parse_unnamed(
    table: &'static Table,
    location: Location,
    name: &str,
    text: &str,
) -> Result<Json, Problem> {
    let flattened = table.flattened().filter(|_| location == Location::Body);
    match flattened.map(|index| table.fields[index].kind) {
        Some(Kind::Map(kind)) => Ok(parse_text(kind, text)),
        // The macros reject any other kind in a form.
        Some(_) | None => Err(unknown_field(table, location, name)),
    }
}

fn parse_headers(
    table: &'static Table,
    received: &ReceivedRequest,
    request: &mut Metadata,
) -> Result<(), Problem> {
    for field in table.fields.iter().filter(|field| field.location == Location::Header) {
        let value = match non_nullable(&field.kind) {
            Kind::Header(names) => parse_credential(field, names, received)?,
            kind => received.header(field.wire_name).map(|text| parse_text(kind, text)),
        };
        if let Some(value) = value {
            request.insert(field.wire_name.to_owned(), value);
        }
    }
    Ok(())
}

/// Returns `{ name: value }` for the header among `names` that is present; only one may be.
fn parse_credential(
    field: &Field,
    names: &[&'static str],
    received: &ReceivedRequest,
) -> Result<Option<Json>, Problem> {
    let mut present = Metadata::new();
    for name in names {
        if let Some(text) = received.header(name) {
            present.insert((*name).to_owned(), Json::from(text));
        }
    }
    match present.len() {
        0 => Ok(None),
        1 => Ok(Some(Json::Object(present))),
        _ => {
            let (name, headers) = (field.wire_name, names.join(", "));
            let message = format!("`{name}`: send only one of the headers {headers}");
            Err(Problem::bad_request(ErrorType::TooManySessionArguments, message))
        }
    }
}

fn parse_body(table: &'static Table, body: &Bytes, request: &mut Metadata) -> Result<(), Problem> {
    let Ok(Json::Object(body)) = serde_json::from_slice(body) else {
        return Err(Problem::bad_request(ErrorType::BadRequest, "The body is not a JSON object."));
    };
    for (name, value) in body {
        if find_field(table, Location::Body, &name).is_none() && table.flattened().is_none() {
            return Err(unknown_field(table, Location::Body, &name));
        }
        request.insert(name, value);
    }
    Ok(())
}

fn unknown_field(table: &Table, location: Location, name: &str) -> Problem {
    let (kind, kinds) = if location == Location::Query {
        ("query parameter", "query parameters")
    } else {
        ("body field", "body fields")
    };
    let known: Vec<_> = table
        .fields
        .iter()
        .filter(|field| field.location == location)
        .map(|field| format!("`{}`", field.wire_name))
        .collect();
    let known = if known.is_empty() { "none".to_owned() } else { known.join(", ") };
    Problem::invalid_argument(format!("unknown {kind} `{name}`; known {kinds}: {known}"))
}

fn non_nullable(kind: &Kind) -> &Kind {
    match kind {
        Kind::Nullable(kind) => non_nullable(kind),
        kind => kind,
    }
}

/// Parses text to the JSON value that a field of this kind would have in a body. Text that cannot
/// be parsed stays a string, which the validation rejects.
fn parse_text(kind: &Kind, text: &str) -> Json {
    let parsed = match non_nullable(kind) {
        Kind::Bool => text.parse::<bool>().ok().map(Json::from),
        Kind::I32 | Kind::I64 => text.parse::<i64>().ok().map(Json::from),
        Kind::U32 | Kind::U64 => text.parse::<u64>().ok().map(Json::from),
        Kind::F64 => text.parse::<f64>().ok().map(Json::from),
        Kind::String
        | Kind::Secret
        | Kind::Timestamp
        | Kind::Enum(_)
        | Kind::Metadata
        | Kind::Json
        | Kind::Object(_)
        | Kind::List(_)
        | Kind::Map(_)
        | Kind::Nullable(_)
        | Kind::Header(_)
        | Kind::Serde(_) => None,
    };
    parsed.unwrap_or_else(|| Json::from(text))
}
