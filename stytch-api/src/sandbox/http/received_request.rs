//! The requests that the sandbox has received, with a `Debug` that hides secrets.

use std::fmt;

use bytes::Bytes;
use reqwest::header::HeaderMap;

use crate::{
    Json, Metadata,
    sandbox::http::routing::{Routes, find_field, placeholder},
    schema::{BodyFormat, EndpointSpec, Field, Kind, Location, Table},
};

const REDACTED: &str = "[redacted]";

/// Headers whose values are printed. Any other header may hold a secret.
const PLAIN_HEADERS: [&str; 6] =
    ["accept", "accept-encoding", "content-length", "content-type", "host", "user-agent"];

/// A request that the [`Sandbox`](crate::sandbox::Sandbox) has received.
///
/// The fields hold the request as it was sent. `Debug` redacts credentials, values that the
/// endpoint's table marks as secret, and values that the table does not have.
#[derive(Clone)]
#[non_exhaustive]
pub struct ReceivedRequest {
    /// The HTTP method, such as `POST`.
    pub method: String,
    /// The path as sent, still percent-encoded.
    pub path: String,
    /// The query string as sent, without the `?`; `None` if there was none.
    pub query: Option<String>,
    /// The headers.
    pub headers: HeaderMap,
    /// The body; empty if there was none.
    pub body: Bytes,
    /// The endpoint with this method and path; `None` for an unknown route.
    pub endpoint: Option<&'static EndpointSpec>,
    /// The path for `Debug`.
    redacted_path: String,
}

impl ReceivedRequest {
    pub(crate) fn new(head: hyper::http::request::Parts, body: Bytes, routes: &Routes) -> Self {
        let method = head.method.as_str().to_owned();
        let path = head.uri.path().to_owned();
        let query = head.uri.query().map(str::to_owned);
        let endpoint = routes.find(&method, &path).map(|route_match| route_match.route.spec);
        let redacted_path = match endpoint {
            Some(endpoint) => redact_path(endpoint, &path),
            None => redact_unknown_path(routes, &path),
        };
        Self { method, path, query, headers: head.headers, body, endpoint, redacted_path }
    }

    /// The body as JSON; `None` if it is not valid JSON.
    pub fn json(&self) -> Option<Json> {
        serde_json::from_slice(&self.body).ok()
    }

    /// The value of a header; `None` if it is absent or not visible ASCII text. The case of `name` is
    /// ignored.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    fn table(&self) -> Option<&'static Table> {
        self.endpoint.map(|endpoint| (endpoint.request)())
    }

    fn redacted_pairs(&self, location: Location, pairs: &[u8]) -> Json {
        let redacted = form_urlencoded::parse(pairs).map(|(name, value)| {
            let field = self.table().and_then(|table| find_field(table, location, &name));
            let plain = field.is_some_and(|field| !is_secret(&field.kind));
            let value = if plain { value.into_owned() } else { REDACTED.to_owned() };
            Json::String(format!("{name}={value}"))
        });
        Json::Array(redacted.collect())
    }

    fn redacted_body(&self) -> Json {
        let size = || Json::String(format!("{} bytes", self.body.len()));
        let Some(endpoint) = self.endpoint else {
            return size();
        };
        if endpoint.body == BodyFormat::Form {
            return self.redacted_pairs(Location::Body, &self.body);
        }
        match self.json() {
            Some(Json::Object(body)) => redact_object((endpoint.request)(), &body),
            Some(_) | None => size(),
        }
    }

    fn redacted_headers(&self) -> Json {
        let redacted = self.headers.iter().map(|(name, value)| {
            let field = self.table().and_then(|table| header_field(table, name.as_str()));
            let plain = PLAIN_HEADERS.contains(&name.as_str())
                || field.is_some_and(|field| !is_secret(&field.kind));
            let value = value.to_str().ok().filter(|_| plain).unwrap_or(REDACTED);
            (name.as_str().to_owned(), Json::from(value))
        });
        Json::Object(redacted.collect())
    }
}

impl fmt::Debug for ReceivedRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let query = self.query.as_deref().unwrap_or_default();
        f.debug_struct("ReceivedRequest")
            .field("method", &self.method)
            .field("path", &format_args!("{}", self.redacted_path))
            .field(
                "query",
                &format_args!("{}", self.redacted_pairs(Location::Query, query.as_bytes())),
            )
            .field("headers", &format_args!("{}", self.redacted_headers()))
            .field("body", &format_args!("{}", self.redacted_body()))
            .field("endpoint", &self.endpoint.map(|endpoint| format!("{endpoint}")))
            .finish()
    }
}

/// The path with its secret segments redacted.
fn redact_path(endpoint: &EndpointSpec, path: &str) -> String {
    let table = (endpoint.request)();
    let segments = endpoint.path.split('/').zip(path.split('/'));
    let redacted: Vec<_> = segments
        .map(|(template, segment)| {
            let field =
                placeholder(template).and_then(|name| find_field(table, Location::Path, name));
            if field.is_some_and(|field| is_secret(&field.kind)) { REDACTED } else { segment }
        })
        .collect();
    redacted.join("/")
}

/// An unknown path with all segments redacted that no endpoint has: they may be secret.
fn redact_unknown_path(routes: &Routes, path: &str) -> String {
    let is_plain = |segment: &str| segment.is_empty() || routes.has_literal(segment);
    let segments = path.split('/');
    let redacted: Vec<_> =
        segments.map(|segment| if is_plain(segment) { segment } else { REDACTED }).collect();
    redacted.join("/")
}

fn header_field(table: &'static Table, name: &str) -> Option<&'static Field> {
    let mut fields = table.fields.iter();
    fields.find(|field| {
        field.location == Location::Header && field.wire_name.eq_ignore_ascii_case(name)
    })
}

/// Whether a value of this kind is secret as a whole.
fn is_secret(kind: &Kind) -> bool {
    match kind {
        Kind::Secret | Kind::Header(_) => true,
        Kind::List(kind) | Kind::Map(kind) | Kind::Nullable(kind) => is_secret(kind),
        Kind::String
        | Kind::Timestamp
        | Kind::Enum(_)
        | Kind::Bool
        | Kind::I32
        | Kind::I64
        | Kind::U32
        | Kind::U64
        | Kind::F64
        | Kind::Metadata
        | Kind::Json
        | Kind::Object(_)
        | Kind::Serde(_) => false,
    }
}

fn redact_object(table: &'static Table, object: &Metadata) -> Json {
    let redacted = object.iter().map(|(name, value)| {
        let value = match table.fields.iter().find(|field| field.wire_name == name) {
            Some(field) => redact_value(&field.kind, value),
            // An unknown field may be a misspelled secret.
            None => Json::from(REDACTED),
        };
        (name.clone(), value)
    });
    Json::Object(redacted.collect())
}

fn redact_value(kind: &Kind, value: &Json) -> Json {
    if value.is_null() {
        return Json::Null;
    }
    match kind {
        Kind::Secret | Kind::Header(_) | Kind::Serde(_) => Json::from(REDACTED),
        Kind::Json | Kind::Metadata => value.clone(),
        Kind::Nullable(kind) => redact_value(kind, value),
        Kind::Object(table) => match value.as_object() {
            Some(object) => redact_object(table(), object),
            None => redact_unless_scalar(value),
        },
        Kind::List(kind) => match value.as_array() {
            Some(items) => items.iter().map(|item| redact_value(kind, item)).collect(),
            None => redact_unless_scalar(value),
        },
        Kind::Map(kind) => match value.as_object() {
            Some(entries) => {
                let entry = |(key, value): (&String, _)| (key.clone(), redact_value(kind, value));
                Json::Object(entries.iter().map(entry).collect())
            }
            None => redact_unless_scalar(value),
        },
        Kind::String
        | Kind::Timestamp
        | Kind::Enum(_)
        | Kind::Bool
        | Kind::I32
        | Kind::I64
        | Kind::U32
        | Kind::U64
        | Kind::F64 => redact_unless_scalar(value),
    }
}

/// An array or object of an unexpected type may contain secrets.
fn redact_unless_scalar(value: &Json) -> Json {
    if value.is_array() || value.is_object() { Json::from(REDACTED) } else { value.clone() }
}
