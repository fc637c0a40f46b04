//! Tests of the span of a call and of its events, as a subscriber sees them.
//!
//! Blocking calls run on a separate thread, so the subscriber is global. Each test has its own server, whose
//! port tells its spans from those of other tests.

use std::{
    collections::BTreeMap,
    fmt,
    sync::{Arc, Mutex, OnceLock},
    time::Duration,
};

use stytch_api::{
    Error, RetryPolicy,
    b2b::{
        organizations::{GetRequest, SearchRequest},
        totps::MigrateRequest,
    },
};
use stytch_tests::{MockResponse, Server};
use tracing::{
    Event, Id, Instrument as _, Metadata, Subscriber,
    field::{Field, Visit},
    span::{Attributes, Record},
};
use tracing_subscriber::{
    Layer,
    layer::{Context, SubscriberExt as _},
    registry::LookupSpan,
};

type Fields = BTreeMap<String, String>;

/// A span of the client, with the events inside of it.
#[derive(Clone, Debug, Default)]
struct Span {
    fields: Fields,
    parent: Option<&'static str>,
    /// Level and fields.
    events: Vec<(String, Fields)>,
    is_closed: bool,
}

#[derive(Clone, Default)]
struct Recorder(Arc<Mutex<BTreeMap<u64, Span>>>);

struct Collect<'a>(&'a mut Fields);

impl Visit for Collect<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        self.0.insert(field.name().to_owned(), format!("{value:?}"));
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.0.insert(field.name().to_owned(), value.to_owned());
    }
}

impl<S: Subscriber + for<'l> LookupSpan<'l>> Layer<S> for Recorder {
    fn enabled(&self, metadata: &Metadata<'_>, _: Context<'_, S>) -> bool {
        metadata.target() == "stytch_api" || metadata.target() == "spans"
    }

    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, context: Context<'_, S>) {
        if attributes.metadata().target() != "stytch_api" {
            return;
        }
        let parent = context.span(id).and_then(|span| Some(span.parent()?.name()));
        let mut span = Span { parent, ..Span::default() };
        attributes.record(&mut Collect(&mut span.fields));
        self.0.lock().unwrap().insert(id.into_u64(), span);
    }

    fn on_record(&self, id: &Id, values: &Record<'_>, _: Context<'_, S>) {
        if let Some(span) = self.0.lock().unwrap().get_mut(&id.into_u64()) {
            values.record(&mut Collect(&mut span.fields));
        }
    }

    fn on_event(&self, event: &Event<'_>, context: Context<'_, S>) {
        let id = context.event_span(event).map(|span| span.id().into_u64());
        let mut fields = Fields::new();
        event.record(&mut Collect(&mut fields));
        let mut spans = self.0.lock().unwrap();
        if let Some(span) = id.and_then(|id| spans.get_mut(&id)) {
            span.events.push((event.metadata().level().to_string(), fields));
        }
    }

    fn on_close(&self, id: Id, _: Context<'_, S>) {
        let mut spans = self.0.lock().unwrap();
        if let Some(mut span) = spans.remove(&id.into_u64()) {
            span.is_closed = true;
            // The registry reuses IDs.
            let closed = u64::try_from(spans.range(1 << 63..).count()).unwrap();
            spans.insert((1 << 63) + closed, span);
        }
    }
}

/// Returns the spans of the calls to `server`, in the order in which they ended.
fn spans(server: &Server) -> Vec<Span> {
    let port = server.url().rsplit(':').next().unwrap().to_owned();
    let spans = recorder().0.lock().unwrap();
    let of_server = |span: &&Span| span.fields["server.port"] == port;
    spans.values().filter(of_server).cloned().collect()
}

fn span(server: &Server) -> Span {
    let mut spans = spans(server);
    assert_eq!(spans.len(), 1, "{spans:#?}");
    spans.pop().unwrap()
}

/// Returns the recorder, which is installed for the whole process by the first call.
fn recorder() -> &'static Recorder {
    static RECORDER: OnceLock<Recorder> = OnceLock::new();
    RECORDER.get_or_init(|| {
        let recorder = Recorder::default();
        let subscriber = tracing_subscriber::registry().with(recorder.clone());
        tracing::subscriber::set_global_default(subscriber).unwrap();
        recorder
    })
}

#[track_caller]
fn assert_fields(fields: &Fields, expected: &[(&str, &str)]) {
    for (name, value) in expected {
        assert_eq!(fields.get(*name).map(String::as_str), Some(*value), "{name} in {fields:#?}");
    }
}

const FOUND: &str = r#"{"request_id":"request-2","organization":{"organization_id":"o"}}"#;

async fn start(responses: impl IntoIterator<Item = MockResponse>) -> Server {
    recorder();
    Server::start(responses).await
}

#[tokio::test]
async fn span_has_the_names_of_opentelemetry_and_an_event_per_attempt() {
    let failed = r#"{"request_id":"request-1","error_type":"server_unavailable"}"#;
    let server = start([MockResponse::status(503, failed), MockResponse::json(FOUND)]).await;
    let client =
        server.builder().retry_policy(RetryPolicy::default().base(Duration::ZERO)).build().unwrap();
    let caller = tracing::info_span!(target: "spans", "caller");
    let call = async { client.b2b().organizations().get(GetRequest::new("PATHVALUE")).await };
    call.instrument(caller).await.unwrap();
    let span = span(&server);
    assert!(span.is_closed);
    assert_eq!(span.parent, Some("caller"));
    assert_fields(
        &span.fields,
        &[
            ("otel.kind", "client"),
            ("otel.name", "GET /v1/b2b/organizations/{organization_id}"),
            ("http.request.method", "GET"),
            ("url.template", "/v1/b2b/organizations/{organization_id}"),
            ("server.address", "127.0.0.1"),
            ("http.response.status_code", "200"),
            ("stytch.request_id", "request-2"),
            ("http.request.resend_count", "1"),
        ],
    );
    assert!(!span.fields.contains_key("error.type"), "{span:#?}");
    assert!(!span.fields.contains_key("otel.status_code"), "{span:#?}");
    let levels: Vec<_> = span.events.iter().map(|(level, _)| level.as_str()).collect();
    assert_eq!(levels, ["DEBUG", "DEBUG"]);
    let first = [
        ("message", "received"),
        ("http.response.status_code", "503"),
        ("error.type", "503"),
        ("stytch.request_id", "request-1"),
        ("http.request.resend_count", "0"),
    ];
    assert_fields(&span.events[0].1, &first);
    let second = [("http.response.status_code", "200"), ("http.request.resend_count", "1")];
    assert_fields(&span.events[1].1, &second);
    assert!(!format!("{span:?}").contains("VALUE"), "{span:#?}");
}

#[tokio::test]
async fn only_failures_that_the_caller_did_not_cause_are_warnings() {
    for (status, is_warning) in
        [(302, true), (400, false), (401, false), (404, false), (429, true), (500, true)]
    {
        let body = r#"{"request_id":"request-1","error_type":"SERVERVALUE"}"#;
        let server = start([MockResponse::status(status, body)]).await;
        let client = server.client();
        let result = client.b2b().organizations().get(GetRequest::new("PATHVALUE")).await;
        assert!(matches!(result, Err(Error::Api(_))));
        let span = span(&server);
        let text = status.to_string();
        assert_fields(
            &span.fields,
            &[
                ("error.type", &text),
                ("http.response.status_code", &text),
                ("otel.status_code", "ERROR"),
                ("stytch.request_id", "request-1"),
            ],
        );
        assert!(!span.fields.contains_key("http.request.resend_count"), "{span:#?}");
        let warnings: Vec<_> = span.events.iter().filter(|(level, _)| level == "WARN").collect();
        assert_eq!(warnings.len(), usize::from(is_warning), "{status}: {span:#?}");
        for (_, fields) in warnings {
            let template = "/v1/b2b/organizations/{organization_id}";
            let expected =
                [("url.template", template), ("error.type", &text), ("message", "call failed")];
            assert_fields(fields, &expected);
        }
        assert!(!format!("{span:?}").contains("VALUE"), "{span:#?}");
    }
}

#[tokio::test]
async fn missing_and_incomplete_responses_are_warnings() {
    let broken = b"HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{\"request".to_vec();
    for (response, error_type, status) in [
        (MockResponse::Close, "no_response", None),
        (MockResponse::Bytes(broken), "body", Some("200")),
        (MockResponse::Hang, "timeout", None),
    ] {
        let server = start([response]).await;
        let request = MigrateRequest::new("o", "m", "SECRETVALUE");
        let timeout = Duration::from_millis(300);
        let call = server.client().b2b().totps().migrate(request).timeout(timeout).await;
        assert!(call.unwrap_err().is_transport());
        let span = span(&server);
        assert_fields(&span.fields, &[("error.type", error_type), ("otel.status_code", "ERROR")]);
        let recorded = span.fields.get("http.response.status_code").map(String::as_str);
        assert_eq!(recorded, status, "{span:#?}");
        let levels: Vec<_> = span.events.iter().map(|(level, _)| level.as_str()).collect();
        assert_eq!(levels, ["DEBUG", "WARN"]);
    }
}

#[tokio::test]
async fn undecodable_response_is_a_warning() {
    let server = start([MockResponse::json(r#"{"request_id":"request-1","member_id":[]}"#)]).await;
    let request = MigrateRequest::new("o", "m", "SECRETVALUE");
    let result = server.client().b2b().totps().migrate(request).await;
    assert!(result.unwrap_err().is_decode());
    let span = span(&server);
    let expected = [("error.type", "decode"), ("http.response.status_code", "200")];
    assert_fields(&span.fields, &expected);
    let (level, fields) = span.events.last().unwrap();
    assert_eq!(level, "WARN");
    assert_fields(fields, &[("error.type", "decode"), ("stytch.request_id", "request-1")]);
}

#[tokio::test]
async fn raw_calls_and_pages_have_spans() {
    let server = start([MockResponse::status(500, "PROXYVALUE")]).await;
    let raw = server.client().send(GetRequest::new("o")).raw().await.unwrap();
    assert_eq!(raw.status, 500);
    let raw = span(&server);
    assert_fields(&raw.fields, &[("error.type", "500"), ("otel.status_code", "ERROR")]);
    assert_eq!(raw.events.last().unwrap().0, "WARN");

    let page = r#"{"request_id":"request-1","organizations":[{"organization_id":"o"}],
        "results_metadata":{"total":2,"next_cursor":"CURSORVALUE"}}"#;
    let last = r#"{"request_id":"request-2","organizations":[],"results_metadata":{"total":2}}"#;
    let server = start([MockResponse::json(page), MockResponse::json(last)]).await;
    let mut pages = server.client().send(SearchRequest::new()).pages();
    while let Some(page) = pages.next().await {
        page.unwrap();
    }
    let spans = spans(&server);
    assert_eq!(spans.len(), 2, "{spans:#?}");
    assert!(!format!("{spans:?}").contains("VALUE"), "{spans:#?}");
}

#[tokio::test]
async fn invalid_request_has_no_span() {
    let server = start([MockResponse::json(FOUND)]).await;
    let result = server.client().send(GetRequest::new("..")).await;
    assert!(result.unwrap_err().is_request());
    assert!(spans(&server).is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn span_does_not_stay_entered_between_polls() {
    let server = start([MockResponse::json(FOUND)]).await;
    let client = server.client();
    let mut call = Box::pin(client.send(GetRequest::new("o")).into_future());
    // The first poll sends the request; afterwards, the current span is the caller's again.
    let waker = std::task::Waker::noop();
    let poll = call.as_mut().poll(&mut std::task::Context::from_waker(waker));
    assert!(poll.is_pending());
    assert!(tracing::Span::current().is_none());
    call.await.unwrap();
    assert!(tracing::Span::current().is_none());
    assert!(span(&server).is_closed);
}

#[test]
fn blocking_calls_have_spans() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let server = runtime.block_on(start([MockResponse::json(FOUND), MockResponse::Close]));
    let client = server.client();
    let caller = tracing::info_span!(target: "spans", "caller").entered();
    client.send(GetRequest::new("o")).wait().unwrap();
    client.send(GetRequest::new("o")).wait().unwrap_err();
    drop(caller);
    let spans = spans(&server);
    assert_eq!(spans.len(), 2, "{spans:#?}");
    assert_eq!(spans[0].parent, Some("caller"));
    assert_fields(&spans[0].fields, &[("http.response.status_code", "200")]);
    assert_fields(&spans[1].fields, &[("error.type", "no_response")]);
    assert_eq!(spans[1].events.last().unwrap().0, "WARN");
}
