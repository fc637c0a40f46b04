//! Requests of every endpoint on the wire.

use percent_encoding::percent_decode_str;
use serde_json::{Map, Value, json};
use stytch_api::{
    b2b::{rbac::organizations::GetOrgPolicyResponse, sessions::AuthenticateRequest},
    catalog::Catalog,
    schema::{BodyFormat, EndpointSpec, Kind, Location, Method, Presence, Table},
};
use stytch_tests::{MockResponse, Request, Server};

use crate::{
    endpoints::{endpoints, flattened_field},
    sample::{Fields, UNNAMED, sample},
    upstream::{Locations, Upstream},
};

/// Path values that would change the URL if they were not encoded.
const UNUSUAL_SEGMENTS: [&str; 16] = [
    "a b",
    "a/b",
    "/",
    "100%",
    "%2e%2e",
    "%2F",
    "a?b=c",
    "a#b",
    "Zoë/日本",
    "a\\..\\b",
    "...",
    ".a",
    "a..",
    "a;b=c&d",
    "+",
    "a:b@c",
];

/// Starts a server that responds to the n-th request with a sample response of the n-th endpoint.
async fn start_server(specs: &[&'static EndpointSpec]) -> Server {
    let respond = |spec: &&EndpointSpec| {
        let response = sample((spec.response)(), Fields::Required);
        MockResponse::json(Value::Object(response).to_string())
    };
    Server::start(specs.iter().map(respond)).await
}

/// Sends a sample request to every endpoint, and calls `check` with the sample and the request that
/// the server received.
async fn for_each_request(
    fields: Fields,
    check: impl Fn(&EndpointSpec, &Map<String, Value>, &Request),
) {
    let specs = endpoints();
    let server = start_server(&specs).await;
    let client = server.clients();
    let sent: Vec<_> = specs.iter().map(|spec| sample((spec.request)(), fields)).collect();
    for (spec, sent) in specs.iter().zip(&sent) {
        let response = client.send_json(spec, sent.clone()).await;
        let response = response.unwrap_or_else(|error| panic!("{spec}: {error}"));
        let expected = sample((spec.response)(), Fields::Required);
        assert_eq!(response, Value::Object(expected), "{spec}");
    }
    let received = server.requests();
    assert_eq!(received.len(), specs.len());
    for ((spec, sent), request) in specs.into_iter().zip(&sent).zip(&received) {
        check(spec, sent, request);
    }
}

#[tokio::test]
async fn all_fields_are_sent_in_their_upstream_location() {
    let upstream = Upstream::load();
    for_each_request(Fields::All, |spec, sent, request| {
        let Some(locations) = upstream.locations(spec) else { return };
        let Locations { path, query, body, headers } = locations;
        for name in path.iter().chain(query).chain(body) {
            assert!(sent.contains_key(name), "{spec}: {name}");
        }
        let unnamed = flattened_field((spec.request)()).is_some();
        let count = path.len()
            + query.len()
            + body.len()
            + usize::from(!headers.is_empty())
            + usize::from(unnamed);
        assert_eq!(sent.len(), count, "{spec}: {sent:?}");
        assert_request(spec, locations, sent, request);
    })
    .await;
}

#[tokio::test]
async fn unset_fields_are_not_sent() {
    let upstream = Upstream::load();
    for_each_request(Fields::Required, |spec, sent, request| {
        let Some(locations) = upstream.locations(spec) else { return };
        assert_request(spec, locations, sent, request);
        assert!(!request.body.contains("null"), "{spec}: {}", request.body);
    })
    .await;
}

/// Asserts that the request contains the fields of `sent` and nothing else.
fn assert_request(
    spec: &EndpointSpec,
    locations: &Locations,
    sent: &Map<String, Value>,
    request: &Request,
) {
    assert_eq!(request.method, spec.method.as_str(), "{spec}");
    let (path, query) = request.target.split_once('?').unwrap_or((&request.target, ""));
    assert_path(spec, sent, path);
    assert_eq!(pairs(query), expected_pairs(&locations.query, sent), "{spec}");
    assert_headers(spec, locations, sent, request);
    match spec.body {
        BodyFormat::Json => {
            let body: Map<String, Value> = serde_json::from_str(&request.body).expect("JSON");
            let expected = locations
                .body
                .iter()
                .filter_map(|name| Some((name.clone(), sent.get(name)?.clone())));
            assert_eq!(body, expected.collect(), "{spec}");
        }
        BodyFormat::Form => {
            let mut expected = expected_pairs(&locations.body, sent);
            expected.extend(expected_pairs(&[UNNAMED.to_owned()], sent));
            expected.sort();
            assert_eq!(pairs(&request.body), expected, "{spec}");
        }
        _ => {
            assert_eq!(request.body, "", "{spec}");
            assert!(matches!(spec.method, Method::Get | Method::Delete), "{spec}");
        }
    }
}

/// Asserts that each placeholder of the path is one segment with the value of the field.
fn assert_path(spec: &EndpointSpec, sent: &Map<String, Value>, path: &str) {
    let segments: Vec<_> = path.split('/').collect();
    let templates: Vec<_> = spec.path.split('/').collect();
    assert_eq!(segments.len(), templates.len(), "{spec}: {path}");
    for (template, segment) in templates.into_iter().zip(segments) {
        let name = template.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
        let expected = name.map_or(template, |name| sent[name].as_str().expect("a string"));
        let decoded = percent_decode_str(segment).decode_utf8().expect("UTF-8");
        assert_eq!(decoded, expected, "{spec}: {path}");
    }
}

fn assert_headers(
    spec: &EndpointSpec,
    locations: &Locations,
    sent: &Map<String, Value>,
    request: &Request,
) {
    let fields = (spec.request)().fields.iter();
    let field = fields
        .filter(|field| field.location == Location::Header)
        .find_map(|field| sent.get(field.wire_name));
    for header in &locations.headers {
        let expected = field.and_then(|value| value.get(header)?.as_str());
        assert_eq!(request.header(&header.to_lowercase()), expected, "{spec}");
    }
    assert_eq!(request.header("content-type").is_some(), spec.body != BodyFormat::None, "{spec}");
}

/// The `name=value` pairs, sorted by name.
fn pairs(text: &str) -> Vec<(String, String)> {
    let mut pairs: Vec<_> = form_urlencoded::parse(text.as_bytes()).into_owned().collect();
    pairs.sort();
    pairs
}

/// The pairs of the named fields that are set. A list has one pair per element.
fn expected_pairs(names: &[String], sent: &Map<String, Value>) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let mut pairs = Vec::new();
    for name in names {
        match sent.get(name) {
            Some(Value::Array(items)) => {
                pairs.extend(items.iter().map(|item| (name.clone(), text(item))));
            }
            Some(value) => pairs.push((name.clone(), text(value))),
            None => {}
        }
    }
    pairs.sort();
    pairs
}

/// Returns a request for each path parameter of each endpoint, with `value` as that parameter.
fn with_path_value(value: &str) -> Vec<(&'static EndpointSpec, Map<String, Value>)> {
    let mut requests = Vec::new();
    for spec in endpoints() {
        let table = (spec.request)();
        for field in table.fields.iter().filter(|field| field.location == Location::Path) {
            let mut request = sample(table, Fields::Required);
            request.insert(field.wire_name.to_owned(), Value::from(value));
            requests.push((spec, request));
        }
    }
    assert!(requests.len() > 100, "{}", requests.len());
    requests
}

#[tokio::test]
async fn unusual_path_value_is_one_segment() {
    let requests: Vec<_> = UNUSUAL_SEGMENTS.into_iter().flat_map(with_path_value).collect();
    let specs: Vec<_> = requests.iter().map(|(spec, _)| *spec).collect();
    let server = start_server(&specs).await;
    let client = server.clients();
    for (spec, request) in &requests {
        let response = client.send_json(spec, request.clone()).await;
        assert!(response.is_ok(), "{spec}: {response:?}");
    }
    for ((spec, sent), request) in requests.iter().zip(server.requests()) {
        let path = request.target.split('?').next().unwrap_or_default();
        assert_path(spec, sent, path);
    }
}

#[tokio::test]
async fn path_value_that_changes_the_path_is_rejected() {
    let server = Server::start([MockResponse::json("{}")]).await;
    let client = server.clients();
    for value in ["", ".", ".."] {
        for (spec, request) in with_path_value(value) {
            let error = client.send_json(spec, request).await.expect_err("an error");
            assert!(error.is_request(), "{spec}: {error}");
            assert!(error.to_string().contains("a path value must not be"), "{spec}: {error}");
        }
    }
    assert_eq!(server.requests().len(), 0);
}

/// Returns the JSON pointers of the required fields in the objects of a sample of `table`. Of several
/// elements, only the first is visited.
fn nested_required(table: &Table) -> Vec<String> {
    let mut found = Vec::new();
    for field in table.fields {
        visit_required(&field.kind, &format!("/{}", field.wire_name), &mut found);
    }
    found
}

fn visit_required(kind: &Kind, at: &str, found: &mut Vec<String>) {
    match kind {
        Kind::Object(table) => {
            for field in table().fields {
                let at = format!("{at}/{}", field.wire_name);
                visit_required(&field.kind, &at, found);
                if field.presence == Presence::Required {
                    found.push(at);
                }
            }
        }
        Kind::List(kind) => visit_required(kind, &format!("{at}/0"), found),
        Kind::Map(kind) => visit_required(kind, &format!("{at}/one"), found),
        Kind::Nullable(kind) => visit_required(kind, at, found),
        _ => {}
    }
}

/// Removes the member at a JSON pointer.
fn remove(object: &mut Value, pointer: &str) {
    let (parent, name) = pointer.rsplit_once('/').expect("a pointer");
    let parent = object.pointer_mut(parent).and_then(Value::as_object_mut);
    parent.and_then(|parent| parent.remove(name)).unwrap_or_else(|| panic!("no {pointer}"));
}

#[tokio::test]
async fn missing_required_field_of_a_nested_object_is_named() {
    let server = Server::start([MockResponse::json("{}")]).await;
    let client = server.clients();
    let mut count = 0;
    for spec in endpoints() {
        let table = (spec.request)();
        let complete = Value::Object(sample(table, Fields::All));
        for pointer in nested_required(table) {
            let path = pointer[1..].replace("/0", "[0]").replace('/', ".");
            let (mut missing, mut null) = (complete.clone(), complete.clone());
            remove(&mut missing, &pointer);
            *null.pointer_mut(&pointer).expect("a field") = Value::Null;
            for request in [missing, null] {
                let Value::Object(request) = request else { unreachable!("a sample is an object") };
                let error = client.send_json(spec, request).await.expect_err("an error");
                assert!(error.is_request(), "{spec}: {error}");
                assert!(error.to_string().contains(&path), "{spec}, {path}: {error}");
            }
            count += 1;
        }
    }
    assert_eq!(server.requests().len(), 0);
    assert!(count >= 40, "{count}");
}

#[test]
fn request_without_a_nested_required_field_is_not_deserialized() {
    let table =
        (Catalog::stytch().find("b2b.sessions.authenticate").expect("the endpoint").request)();
    let check = json!({ "organization_id": "acme", "resource_id": "documents" });
    let json = json!({ "authorization_check": check }).to_string();
    let error = table.read(json.as_bytes()).map(|_| ()).expect_err("an error");
    assert_eq!(error.path, "authorization_check.action");
    let error = serde_json::from_str::<AuthenticateRequest>(&json).expect_err("an error");
    assert!(error.to_string().contains("authorization_check.action: required"), "{error}");
}

#[test]
fn response_without_a_field_that_requests_require_is_decoded() {
    let json = r#"{ "org_policy": { "roles": [{ "role_id": "reader" }, {}] } }"#;
    let response: GetOrgPolicyResponse = serde_json::from_str(json).expect("a response");
    let roles: Vec<_> = response.org_policy.roles.iter().map(|role| &*role.role_id).collect();
    assert_eq!(roles, ["reader", ""]);
}
