//! Collects the fields of a request from its path, query, headers and body.

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

/// What happens to parameters and body fields that the endpoint's table does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum UnknownFields {
    /// The request is rejected: the name may be misspelled.
    Rejected,
    /// They are ignored.
    Ignored,
}

/// Returns the fields of a request as one JSON object.
///
/// A field may be repeated, as the vendor's SDKs do with path parameters, if its values are equal.
pub(crate) fn parse_request(
    route_match: &RouteMatch<'_>,
    received: &ReceivedRequest,
    unknown_fields: UnknownFields,
) -> Result<Metadata, Problem> {
    let spec = route_match.route.spec;
    let table = (spec.request)();
    let mut request = Metadata::new();
    parse_path(table, route_match, &mut request)?;
    let query = received.query.as_deref().unwrap_or_default();
    parse_pairs(table, Location::Query, query.as_bytes(), unknown_fields, &mut request)?;
    parse_headers(table, received, &mut request)?;
    parse_body(spec.body, table, received, unknown_fields, &mut request)?;
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
    unknown_fields: UnknownFields,
    request: &mut Metadata,
) -> Result<(), Problem> {
    for (name, text) in form_urlencoded::parse(pairs) {
        let Some(field) = find_field(table, location, &name) else {
            let kind = unlisted_kind(table, location, &name);
            let value = parse_text(kind.unwrap_or(&Kind::String), &text);
            insert_unlisted(table, location, &name, value, unknown_fields, request).map_err(
                |problem| match location {
                    Location::Body if !is_pair(&name, &text) => {
                        unknown_field(table, location, None)
                    }
                    _ => problem,
                },
            )?;
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

/// Whether this is a pair of a form, whose name may be quoted. A body of another format parses as a
/// form too, and its "name" may be a secret.
fn is_pair(name: &str, text: &str) -> bool {
    let is_name_byte = |byte: u8| byte.is_ascii_alphanumeric() || b"_-.".contains(&byte);
    name.bytes().all(is_name_byte) && !text.trim_matches('=').is_empty()
}

/// Inserts a value unless the request has an equal one.
fn insert_once(request: &mut Metadata, name: &str, value: Json) -> Result<(), Problem> {
    match request.get(name) {
        Some(present) if *present == value => Ok(()),
        Some(_) => {
            let message = format!("`{name}` is given more than once, with different values");
            Err(Problem::invalid_argument(message))
        }
        None => {
            request.insert(name.to_owned(), value);
            Ok(())
        }
    }
}

/// Inserts a value that is not a field of the table in this location: a path parameter that is
/// repeated, or a further parameter.
fn insert_unlisted(
    table: &'static Table,
    location: Location,
    name: &str,
    value: Json,
    unknown_fields: UnknownFields,
    request: &mut Metadata,
) -> Result<(), Problem> {
    match unlisted_kind(table, location, name) {
        Some(_) if value.is_null() => Ok(()),
        Some(_) => insert_once(request, name, value),
        None if unknown_fields == UnknownFields::Ignored => Ok(()),
        None => Err(unknown_field(table, location, Some(name))),
    }
}

/// The kind of a path parameter that is repeated elsewhere, or of a further parameter in the body.
fn unlisted_kind(table: &'static Table, location: Location, name: &str) -> Option<&'static Kind> {
    if let Some(field) = find_field(table, Location::Path, name) {
        return Some(&field.kind);
    }
    let index = table.flattened().filter(|_| location == Location::Body)?;
    match &table.fields[index].kind {
        Kind::Map(kind) => Some(kind),
        kind => Some(kind),
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

/// Parses the body. If the endpoint has none, it may be empty, `null` or an object that only repeats
/// path parameters.
fn parse_body(
    format: BodyFormat,
    table: &'static Table,
    received: &ReceivedRequest,
    unknown_fields: UnknownFields,
    request: &mut Metadata,
) -> Result<(), Problem> {
    let body = &received.body;
    match format {
        BodyFormat::None if body.is_empty() => return Ok(()),
        BodyFormat::Form if !is_json(received) => {
            return parse_pairs(table, Location::Body, body, unknown_fields, request);
        }
        BodyFormat::None | BodyFormat::Json | BodyFormat::Form => {}
    }
    let fields = match serde_json::from_slice(body) {
        Ok(Json::Object(fields)) => fields,
        Ok(Json::Null) if format == BodyFormat::None => return Ok(()),
        _ => {
            let message = "The body is not a JSON object.";
            return Err(Problem::bad_request(ErrorType::BadRequest, message));
        }
    };
    for (name, value) in fields {
        if find_field(table, Location::Body, &name).is_some() {
            request.insert(name, value);
        } else {
            insert_unlisted(table, Location::Body, &name, value, unknown_fields, request)?;
        }
    }
    Ok(())
}

/// Whether the body of a request is JSON rather than a form.
fn is_json(received: &ReceivedRequest) -> bool {
    let content_type = received.header("content-type").unwrap_or_default();
    content_type.to_ascii_lowercase().starts_with("application/json")
        || received.body.trim_ascii_start().starts_with(b"{")
}

/// Reports an unknown parameter or body field, by name if the name is safe to quote.
fn unknown_field(table: &Table, location: Location, name: Option<&str>) -> Problem {
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
    let name = name.map_or_else(|| " in the form".to_owned(), |name| format!(" `{name}`"));
    Problem::invalid_argument(format!("unknown {kind}{name}; known {kinds}: {known}"))
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
        // Python writes `True`.
        Kind::Bool => text.to_ascii_lowercase().parse::<bool>().ok().map(Json::from),
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
