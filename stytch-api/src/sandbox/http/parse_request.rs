//! Collects the fields of a request from its path, query, headers and body.

use percent_encoding::percent_decode_str;
use serde_json::map::Entry;

use crate::{
    ErrorType, Json, Metadata,
    sandbox::{
        http::{
            received_request::ReceivedRequest,
            routing::{find_field, placeholder},
        },
        store::problem::{Problem, Result},
    },
    schema::{BodyFormat, EndpointSpec, Field, Kind, Location, Table},
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
    spec: &EndpointSpec,
    received: &ReceivedRequest,
    unknown_fields: UnknownFields,
) -> Result<Metadata> {
    let mut parser = Parser { table: (spec.request)(), unknown_fields, fields: Metadata::new() };
    parser.parse_path(spec.path, &received.path)?;
    let query = received.query.as_deref().unwrap_or_default();
    parser.parse_pairs(Location::Query, query.as_bytes())?;
    parser.parse_headers(received)?;
    parser.parse_body(spec.body, received)?;
    Ok(parser.fields)
}

struct Parser {
    table: &'static Table,
    unknown_fields: UnknownFields,
    /// What has been parsed so far.
    fields: Metadata,
}

impl Parser {
    fn parse_path(&mut self, template: &'static str, path: &str) -> Result<()> {
        for (template, segment) in template.split('/').zip(path.split('/')) {
            let Some(name) = placeholder(template) else { continue };
            let Ok(value) = percent_decode_str(segment).decode_utf8() else {
                return Err(Problem::invalid_argument(format!("`{name}`: it is not valid UTF-8")));
            };
            let kind = self.kind(Location::Path, name).unwrap_or(&Kind::String);
            self.fields.insert(name.to_owned(), parse_text(kind, &value));
        }
        Ok(())
    }

    /// Parses the `name=value` pairs of a query or a form. A list repeats its name.
    fn parse_pairs(&mut self, location: Location, pairs: &[u8]) -> Result<()> {
        for (name, text) in form_urlencoded::parse(pairs) {
            let Some(kind) = self.kind(location, &name) else {
                let is_quotable = location == Location::Query || is_pair(&name, &text);
                self.reject_unknown(location, is_quotable.then_some(&*name))?;
                continue;
            };
            if let Kind::List(kind) = non_nullable(kind) {
                let list = self.fields.entry(name).or_insert_with(|| Json::Array(Vec::new()));
                if let Json::Array(list) = list {
                    list.push(parse_text(kind, &text));
                }
            } else {
                self.insert(&name, parse_text(kind, &text))?;
            }
        }
        Ok(())
    }

    fn parse_headers(&mut self, received: &ReceivedRequest) -> Result<()> {
        for field in self.table.fields.iter().filter(|field| field.location == Location::Header) {
            let value = match non_nullable(&field.kind) {
                Kind::Header(names) => parse_credential(field, names, received)?,
                kind => received.header(field.wire_name).map(|text| parse_text(kind, text)),
            };
            if let Some(value) = value {
                self.fields.insert(field.wire_name.to_owned(), value);
            }
        }
        Ok(())
    }

    /// Parses the body. If the endpoint has none, it may be empty, `null` or an object that only repeats
    /// path parameters.
    fn parse_body(&mut self, format: BodyFormat, received: &ReceivedRequest) -> Result<()> {
        let body = &received.body;
        match format {
            BodyFormat::None if body.is_empty() || body.trim_ascii() == b"null" => return Ok(()),
            BodyFormat::Form if !is_json(received) => {
                return self.parse_pairs(Location::Body, body);
            }
            BodyFormat::None | BodyFormat::Json | BodyFormat::Form => {}
        }
        for (name, value) in parse_object(body)? {
            let is_listed = find_field(self.table, Location::Body, &name).is_some();
            if self.kind(Location::Body, &name).is_none() {
                self.reject_unknown(Location::Body, Some(&name))?;
            } else if is_listed || !value.is_null() {
                self.insert(&name, value)?;
            }
        }
        Ok(())
    }

    /// The kind of the values called `name` in this location: of a field, of a path parameter that is
    /// repeated, or of the further members of a body.
    fn kind(&self, location: Location, name: &str) -> Option<&'static Kind> {
        let find = |location| find_field(self.table, location, name);
        if let Some(field) = find(location).or_else(|| find(Location::Path)) {
            return Some(&field.kind);
        }
        let index = self.table.flattened().filter(|_| location == Location::Body)?;
        match &self.table.fields[index].kind {
            Kind::Map(kind) => Some(kind),
            kind => Some(kind),
        }
    }

    /// Inserts a value unless the request has an equal one.
    fn insert(&mut self, name: &str, value: Json) -> Result<()> {
        match self.fields.entry(name) {
            Entry::Occupied(present) if *present.get() != value => {
                let message = format!("`{name}` is given more than once, with different values");
                return Err(Problem::invalid_argument(message));
            }
            Entry::Occupied(_) => {}
            Entry::Vacant(absent) => {
                absent.insert(value);
            }
        }
        Ok(())
    }

    /// Reports an unknown parameter or body field, by name if the name is safe to quote.
    fn reject_unknown(&self, location: Location, name: Option<&str>) -> Result<()> {
        if self.unknown_fields == UnknownFields::Ignored {
            return Ok(());
        }
        let kind = if location == Location::Query { "query parameter" } else { "body field" };
        let fields = self.table.fields.iter().filter(|field| field.location == location);
        let known: Vec<_> = fields.map(|field| format!("`{}`", field.wire_name)).collect();
        let known = if known.is_empty() { "none".to_owned() } else { known.join(", ") };
        let name = name.map_or_else(|| " in the form".to_owned(), |name| format!(" `{name}`"));
        Err(Problem::invalid_argument(format!("unknown {kind}{name}; known {kind}s: {known}")))
    }
}

/// Parses a body that must be a JSON object.
pub(crate) fn parse_object(body: &[u8]) -> Result<Metadata> {
    serde_json::from_slice(body)
        .map_err(|_| Problem::bad_request(ErrorType::BadRequest, "The body is not a JSON object."))
}

/// Returns `{ name: value }` for the header among `names` that is present; only one may be.
fn parse_credential(
    field: &Field,
    names: &[&'static str],
    received: &ReceivedRequest,
) -> Result<Option<Json>> {
    let present = names.iter().filter_map(|name| Some((*name, received.header(name)?)));
    let present: Metadata =
        present.map(|(name, value)| (name.to_owned(), Json::from(value))).collect();
    if present.len() > 1 {
        let (name, headers) = (field.wire_name, names.join(", "));
        let message = format!("`{name}`: send only one of the headers {headers}");
        return Err(Problem::bad_request(ErrorType::TooManySessionArguments, message));
    }
    Ok((!present.is_empty()).then_some(Json::Object(present)))
}

/// Whether this is a pair of a form, whose name may be quoted. A body of another format parses as a
/// form too, and its "name" may be a secret.
fn is_pair(name: &str, text: &str) -> bool {
    let is_name_byte = |byte: u8| byte.is_ascii_alphanumeric() || b"_-.".contains(&byte);
    name.bytes().all(is_name_byte) && !text.trim_matches('=').is_empty()
}

/// Whether the body of a request is JSON rather than a form.
fn is_json(received: &ReceivedRequest) -> bool {
    let content_type = received.header("content-type").unwrap_or_default();
    content_type.to_ascii_lowercase().starts_with("application/json")
        || received.body.trim_ascii_start().starts_with(b"{")
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
