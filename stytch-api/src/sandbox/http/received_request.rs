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
        let endpoint = routes.find(&method, &path).map(|route| route.spec);
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

    fn field(&self, location: Location, name: &str) -> Option<&'static Field> {
        find_field((self.endpoint?.request)(), location, name)
    }

    fn redacted_pairs(&self, location: Location, pairs: &[u8]) -> Json {
        let redacted = form_urlencoded::parse(pairs).map(|(name, text)| {
            match self.field(location, &name) {
                // A body of another format parses as a form too, and its "name" may be a secret.
                None if location == Location::Body => REDACTED.to_owned(),
                field => format!("{name}={}", redact_text(field, &text)),
            }
        });
        redacted.collect()
    }

    fn redacted_body(&self) -> Json {
        match (self.endpoint, self.json()) {
            (Some(endpoint), Some(Json::Object(body))) => {
                redact_object((endpoint.request)(), &body)
            }
            (Some(endpoint), _) if endpoint.body == BodyFormat::Form => {
                self.redacted_pairs(Location::Body, &self.body)
            }
            _ => Json::String(format!("{} bytes", self.body.len())),
        }
    }

    fn redacted_headers(&self) -> Json {
        let redacted = self.headers.iter().map(|(name, value)| {
            let text = match value.to_str() {
                Ok(text) if PLAIN_HEADERS.contains(&name.as_str()) => text,
                Ok(text) => redact_text(self.field(Location::Header, name.as_str()), text),
                Err(_) => REDACTED,
            };
            (name.to_string(), Json::from(text))
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

/// The text of a parameter or a header, redacted if it may be a secret.
fn redact_text<'t>(field: Option<&Field>, text: &'t str) -> &'t str {
    if field.is_none_or(|field| is_secret(&field.kind)) { REDACTED } else { text }
}

/// The path with its secret segments redacted.
fn redact_path(endpoint: &EndpointSpec, path: &str) -> String {
    let segments = endpoint.path.split('/').zip(path.split('/'));
    let redacted = segments.map(|(template, segment)| match placeholder(template) {
        Some(name) => redact_text(find_field((endpoint.request)(), Location::Path, name), segment),
        None => segment,
    });
    redacted.collect::<Vec<_>>().join("/")
}

/// An unknown path with all segments redacted that no endpoint has: they may be secret.
fn redact_unknown_path(routes: &Routes, path: &str) -> String {
    let is_plain = |segment: &str| segment.is_empty() || routes.has_literal(segment);
    let segments = path.split('/');
    let redacted = segments.map(|segment| if is_plain(segment) { segment } else { REDACTED });
    redacted.collect::<Vec<_>>().join("/")
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
    match (kind, value) {
        (_, Json::Null) => Json::Null,
        (Kind::Json | Kind::Metadata, value) => value.clone(),
        (Kind::Nullable(kind), value) => redact_value(kind, value),
        (Kind::Object(table), Json::Object(object)) => redact_object(table(), object),
        (Kind::List(kind), Json::Array(items)) => {
            items.iter().map(|item| redact_value(kind, item)).collect()
        }
        (Kind::Map(kind), Json::Object(entries)) => {
            let entry = |(key, value): (&String, _)| (key.clone(), redact_value(kind, value));
            Json::Object(entries.iter().map(entry).collect())
        }
        // A value of an unexpected type may contain secrets.
        (_, Json::Array(_) | Json::Object(_)) => Json::from(REDACTED),
        (kind, _) if is_secret(kind) => Json::from(REDACTED),
        (_, scalar) => scalar.clone(),
    }
}

/// Whether a scalar that is given for a field of this kind may be a secret.
fn is_secret(kind: &Kind) -> bool {
    match kind {
        Kind::Secret | Kind::Header(_) | Kind::Object(_) | Kind::Serde(_) => true,
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
        | Kind::Json => false,
    }
}
