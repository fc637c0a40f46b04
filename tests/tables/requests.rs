//! What every request is on the wire.

use percent_encoding::percent_decode_str;
use serde_json::{Map, Value};
use stytch_api::schema::{BodyFormat, EndpointSpec, Location, Method};
use stytch_tests::{Answer, Request, Server};

use crate::{
    facts::{Facts, Places},
    sample::{Fields, sample},
    walk::endpoints,
};

/// Path values that would lead elsewhere if they were written as they are.
const ODD_SEGMENTS: [&str; 16] = [
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

/// A server whose answer to the n-th request is one of the n-th endpoint.
async fn answering(specs: &[&'static EndpointSpec]) -> Server {
    let answer = |spec: &&EndpointSpec| {
        let answer = sample((spec.response)(), Fields::Required);
        Answer::json(Value::Object(answer).to_string())
    };
    Server::start(specs.iter().map(answer)).await
}

/// Sends a sample of every endpoint, and calls `check` with what was sent and what has arrived.
async fn check_each(fields: Fields, check: impl Fn(&EndpointSpec, &Map<String, Value>, &Request)) {
    let specs = endpoints();
    let server = answering(&specs).await;
    let client = server.client();
    let sent: Vec<_> = specs.iter().map(|spec| sample((spec.request)(), fields)).collect();
    for (spec, sent) in specs.iter().zip(&sent) {
        let answer = client.send_json(spec, sent.clone()).await;
        let answer = answer.unwrap_or_else(|error| panic!("{spec}: {error}"));
        let due = sample((spec.response)(), Fields::Required);
        assert_eq!(answer, Value::Object(due), "{spec}");
    }
    let arrived = server.requests();
    assert_eq!(arrived.len(), specs.len());
    for ((spec, sent), request) in specs.into_iter().zip(&sent).zip(&arrived) {
        check(spec, sent, request);
    }
}

#[tokio::test]
async fn with_all_fields_each_is_in_the_place_of_the_facts() {
    let facts = Facts::load();
    check_each(Fields::All, |spec, sent, request| {
        let Some(places) = facts.of(spec) else { return };
        let Places { path, query, body, headers } = places;
        for name in path.iter().chain(query).chain(body) {
            assert!(sent.contains_key(name), "{spec}: {name}");
        }
        let count = path.len() + query.len() + body.len() + usize::from(!headers.is_empty());
        assert_eq!(sent.len(), count, "{spec}: {sent:?}");
        check_request(spec, places, sent, request);
    })
    .await;
}

#[tokio::test]
async fn with_the_required_fields_nothing_else_is_on_the_wire() {
    let facts = Facts::load();
    check_each(Fields::Required, |spec, sent, request| {
        let Some(places) = facts.of(spec) else { return };
        check_request(spec, places, sent, request);
        assert!(!request.body.contains("null"), "{spec}: {}", request.body);
    })
    .await;
}

/// The request holds what was sent and nothing else.
fn check_request(
    spec: &EndpointSpec,
    places: &Places,
    sent: &Map<String, Value>,
    request: &Request,
) {
    assert_eq!(request.method, spec.method.as_str(), "{spec}");
    let (path, query) = request.target.split_once('?').unwrap_or((&request.target, ""));
    check_path(spec, sent, path);
    assert_eq!(pairs(query), due_pairs(&places.query, sent), "{spec}");
    check_headers(spec, places, sent, request);
    match spec.body {
        BodyFormat::Json => {
            let body: Map<String, Value> = serde_json::from_str(&request.body).expect("JSON");
            let due =
                places.body.iter().filter_map(|name| Some((name.clone(), sent.get(name)?.clone())));
            assert_eq!(body, due.collect(), "{spec}");
        }
        BodyFormat::Form => {
            assert_eq!(pairs(&request.body), due_pairs(&places.body, sent), "{spec}");
        }
        _ => {
            assert_eq!(request.body, "", "{spec}");
            assert!(matches!(spec.method, Method::Get | Method::Delete), "{spec}");
        }
    }
}

/// Each placeholder of the path is one segment, which is the value.
fn check_path(spec: &EndpointSpec, sent: &Map<String, Value>, path: &str) {
    let segments: Vec<_> = path.split('/').collect();
    let templates: Vec<_> = spec.path.split('/').collect();
    assert_eq!(segments.len(), templates.len(), "{spec}: {path}");
    for (template, segment) in templates.into_iter().zip(segments) {
        let name = template.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
        let due = name.map_or(template, |name| sent[name].as_str().expect("a text"));
        let decoded = percent_decode_str(segment).decode_utf8().expect("UTF-8");
        assert_eq!(decoded, due, "{spec}: {path}");
    }
}

fn check_headers(
    spec: &EndpointSpec,
    places: &Places,
    sent: &Map<String, Value>,
    request: &Request,
) {
    let fields = (spec.request)().fields.iter();
    let field = fields
        .filter(|field| field.location == Location::Header)
        .find_map(|field| sent.get(field.wire_name));
    for header in &places.headers {
        let due = field.and_then(|given| given.get(header)?.as_str());
        assert_eq!(request.header(&header.to_lowercase()), due, "{spec}");
    }
    assert_eq!(request.header("content-type").is_some(), spec.body != BodyFormat::None, "{spec}");
}

/// `name=value` pairs in the order of their names.
fn pairs(text: &str) -> Vec<(String, String)> {
    let mut pairs: Vec<_> = form_urlencoded::parse(text.as_bytes()).into_owned().collect();
    pairs.sort();
    pairs
}

/// The pairs of the fields of these names that are set; a list has one for each element.
fn due_pairs(names: &[String], sent: &Map<String, Value>) -> Vec<(String, String)> {
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

/// A request for each path parameter of each endpoint, which has `value` there.
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
async fn an_odd_path_value_is_one_segment() {
    let requests: Vec<_> = ODD_SEGMENTS.into_iter().flat_map(with_path_value).collect();
    let specs: Vec<_> = requests.iter().map(|(spec, _)| *spec).collect();
    let server = answering(&specs).await;
    let client = server.client();
    for (spec, request) in &requests {
        let answer = client.send_json(spec, request.clone()).await;
        assert!(answer.is_ok(), "{spec}: {answer:?}");
    }
    for ((spec, sent), request) in requests.iter().zip(server.requests()) {
        let path = request.target.split('?').next().unwrap_or_default();
        check_path(spec, sent, path);
    }
}

#[tokio::test]
async fn a_path_value_that_would_vanish_or_climb_is_refused() {
    let server = Server::start([Answer::json("{}")]).await;
    let client = server.client();
    for value in ["", ".", ".."] {
        for (spec, request) in with_path_value(value) {
            let error = client.send_json(spec, request).await.expect_err("a refusal");
            assert!(error.is_request(), "{spec}: {error}");
            assert!(error.to_string().contains("a path value must not be"), "{spec}: {error}");
        }
    }
    assert_eq!(server.requests().len(), 0);
}
