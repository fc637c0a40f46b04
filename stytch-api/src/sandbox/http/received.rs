//! What the sandbox has received, safe to print.

use std::fmt;

use bytes::Bytes;
use reqwest::header::HeaderMap;

use crate::{
    Json, Metadata,
    sandbox::http::routing::{Routes, placeholder},
    schema::{BodyFormat, EndpointSpec, Field, Kind, Location, Table},
};

const REDACTED: &str = "[redacted]";

/// Headers whose values are printed; any other may carry whatever its sender likes.
const PLAIN_HEADERS: [&str; 6] =
    ["accept", "accept-encoding", "content-length", "content-type", "host", "user-agent"];

/// One request that the [`Sandbox`](crate::sandbox::Sandbox) has received.
///
/// Its `Debug` redacts whatever the endpoint's table says is secret, credentials, and values that the
/// table does not know; its fields hold everything as it came.
#[derive(Clone)]
#[non_exhaustive]
pub struct Received {
    /// The HTTP method, `POST`.
    pub method: String,
    /// The path as sent, still percent-encoded.
    pub path: String,
    /// The query string as sent, without its `?`; `None` when there was none.
    pub query: Option<String>,
    /// The headers.
    pub headers: HeaderMap,
    /// The body; empty when there was none.
    pub body: Bytes,
    /// The endpoint that method and path lead to; `None` for an unknown route.
    pub endpoint: Option<&'static EndpointSpec>,
    /// The path as `Debug` prints it.
    shown_path: String,
}

impl Received {
    pub(crate) fn new(head: hyper::http::request::Parts, body: Bytes, routes: &Routes) -> Self {
        let method = head.method.as_str().to_owned();
        let path = head.uri.path().to_owned();
        let query = head.uri.query().map(str::to_owned);
        let endpoint = routes.find(&method, &path).map(|found| found.route.spec);
        let shown_path = match endpoint {
            Some(endpoint) => show_path(endpoint, &path),
            None => show_unknown_path(routes, &path),
        };
        Self { method, path, query, headers: head.headers, body, endpoint, shown_path }
    }

    /// The body as JSON; `None` when it is none.
    pub fn json(&self) -> Option<Json> {
        serde_json::from_slice(&self.body).ok()
    }

    /// The value of the header called `name`, in any case of letters; `None` when it is absent or no
    /// text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    fn table(&self) -> Option<&'static Table> {
        self.endpoint.map(|endpoint| (endpoint.request)())
    }

    fn shown_pairs(&self, location: Location, pairs: &[u8]) -> Json {
        let shown = form_urlencoded::parse(pairs).map(|(name, value)| {
            let field = self.table().and_then(|table| table.field(location, &name));
            let plain = field.is_some_and(|field| !is_secret(&field.kind));
            let value = if plain { value.into_owned() } else { REDACTED.to_owned() };
            Json::String(format!("{name}={value}"))
        });
        Json::Array(shown.collect())
    }

    fn shown_body(&self) -> Json {
        let size = || Json::String(format!("{} bytes", self.body.len()));
        let Some(endpoint) = self.endpoint else {
            return size();
        };
        match (endpoint.body, self.json()) {
            (BodyFormat::Form, _) => self.shown_pairs(Location::Body, &self.body),
            (_, Some(Json::Object(body))) => redact_object((endpoint.request)(), &body),
            _ => size(),
        }
    }

    fn shown_headers(&self) -> Json {
        let shown = self.headers.iter().map(|(name, value)| {
            let field = self.table().and_then(|table| header_field(table, name.as_str()));
            let plain = PLAIN_HEADERS.contains(&name.as_str())
                || field.is_some_and(|field| !is_secret(&field.kind));
            let value = value.to_str().ok().filter(|_| plain).unwrap_or(REDACTED);
            (name.as_str().to_owned(), Json::from(value))
        });
        Json::Object(shown.collect())
    }
}

impl fmt::Debug for Received {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let query = self.query.as_deref().unwrap_or_default();
        f.debug_struct("Received")
            .field("method", &self.method)
            .field("path", &format_args!("{}", self.shown_path))
            .field(
                "query",
                &format_args!("{}", self.shown_pairs(Location::Query, query.as_bytes())),
            )
            .field("headers", &format_args!("{}", self.shown_headers()))
            .field("body", &format_args!("{}", self.shown_body()))
            .field("endpoint", &self.endpoint.map(|endpoint| format!("{endpoint}")))
            .finish()
    }
}

/// The path with its secret segments redacted.
fn show_path(endpoint: &EndpointSpec, path: &str) -> String {
    let table = (endpoint.request)();
    let segments = endpoint.path.split('/').zip(path.split('/'));
    let shown: Vec<_> = segments
        .map(|(template, segment)| {
            let field = placeholder(template).and_then(|name| table.field(Location::Path, name));
            if field.is_some_and(|field| is_secret(&field.kind)) { REDACTED } else { segment }
        })
        .collect();
    shown.join("/")
}

/// A path that leads nowhere: what no endpoint has in its own path may be a secret.
fn show_unknown_path(routes: &Routes, path: &str) -> String {
    let is_plain = |segment: &str| segment.is_empty() || routes.has_literal(segment);
    let segments = path.split('/');
    let shown: Vec<_> =
        segments.map(|segment| if is_plain(segment) { segment } else { REDACTED }).collect();
    shown.join("/")
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
        _ => false,
    }
}

fn redact_object(table: &'static Table, object: &Metadata) -> Json {
    let redacted = object.iter().map(|(name, value)| {
        let value = match table.fields.iter().find(|field| field.wire_name == name) {
            Some(field) => redact(&field.kind, value),
            // An unknown field may well be a misspelt secret.
            None => Json::from(REDACTED),
        };
        (name.clone(), value)
    });
    Json::Object(redacted.collect())
}

fn redact(kind: &Kind, value: &Json) -> Json {
    match (kind, value) {
        (_, Json::Null) => Json::Null,
        (Kind::Object(table), Json::Object(object)) => redact_object(table(), object),
        (Kind::List(kind), Json::Array(items)) => {
            items.iter().map(|item| redact(kind, item)).collect()
        }
        (Kind::Map(kind), Json::Object(entries)) => {
            let entries = entries.iter().map(|(key, value)| (key.clone(), redact(kind, value)));
            Json::Object(entries.collect())
        }
        (Kind::Nullable(kind), value) => redact(kind, value),
        (Kind::Json | Kind::Metadata, value) => value.clone(),
        // Where the kind does not fit, nothing tells what the value is.
        (Kind::Secret | Kind::Header(_) | Kind::Serde(_), _)
        | (_, Json::Array(_) | Json::Object(_)) => Json::from(REDACTED),
        (_, value) => value.clone(),
    }
}
