//! Tests of layers around each attempt.

use std::{
    error::Error as _,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU32, Ordering},
    },
    task::{Context, Poll},
    time::Duration,
};

use stytch_api::{
    Error, MemberCredential, RetryPolicy, TransportKind,
    b2b::{
        organizations::{DeleteRequest, GetRequest},
        totps::MigrateRequest,
    },
    layer::{AttemptError, BoxError, HttpFuture, HttpService, Request, Response, Service},
};
use stytch_tests::{MockResponse, PROJECT_SECRET, Server};
use tower::{
    ServiceBuilder,
    layer::layer_fn,
    timeout::TimeoutLayer,
    util::{MapRequestLayer, MapResponseLayer, MapResultLayer},
};

const FOUND: &str = r#"{"request_id":"request-1","organization":{"organization_id":"o"}}"#;

fn no_wait() -> RetryPolicy {
    RetryPolicy::default().base(Duration::ZERO)
}

/// A service that fails before the request reaches the one inside of it.
#[derive(Clone)]
struct Failing {
    ready: bool,
    calls: Arc<AtomicU32>,
    inner: HttpService,
}

impl Service<Request> for Failing {
    type Response = Response;
    type Error = BoxError;
    type Future = HttpFuture;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        if self.ready {
            return Poll::Ready(Ok(()));
        }
        // Ready at the second attempt.
        let is_first = self.calls.fetch_add(1, Ordering::SeqCst) == 0;
        Poll::Ready(if is_first { Err("SECRETVALUE".into()) } else { Ok(()) })
    }

    fn call(&mut self, request: Request) -> HttpFuture {
        if !self.ready {
            return self.inner.call(request);
        }
        self.calls.fetch_add(1, Ordering::SeqCst);
        Box::pin(async { Err("SECRETVALUE".into()) })
    }
}

#[tokio::test]
async fn layer_runs_for_each_attempt_and_shows_no_secret() {
    let shown = Arc::new(Mutex::new(Vec::new()));
    let responses = [
        MockResponse::status(503, r#"{"error_type":"server_unavailable"}"#),
        MockResponse::json(r#"{"request_id":"request-1","organization_id":"o"}"#),
    ];
    let server = Server::start(responses).await;
    let (requests, replies) = (shown.clone(), shown.clone());
    let layers = ServiceBuilder::new()
        .layer(MapRequestLayer::new(move |mut request: Request| {
            request.headers_mut().insert("x-added", "yes".parse().unwrap());
            requests.lock().unwrap().push(format!("{request:?}"));
            request
        }))
        .layer(MapResponseLayer::new(move |response: Response| {
            replies.lock().unwrap().push(format!("{response:?}"));
            response
        }));
    let client = server.builder().retry_policy(no_wait()).layer(layers).build().unwrap();
    let credential = MemberCredential::token("TOKENVALUE");
    let request = DeleteRequest::new("o").member_credential(credential);
    client.send(request).header("x-own", "HEADERVALUE").await.unwrap();
    let request = MigrateRequest::new("o", "m", "SECRETVALUE");
    client.send(request).await.unwrap_err();

    assert_eq!(server.requests().len(), 3);
    assert!(server.requests().iter().all(|request| request.header("x-added") == Some("yes")));
    assert!(server.requests()[2].body.contains("SECRETVALUE"));
    let shown = shown.lock().unwrap().join("\n");
    assert_eq!(shown.matches("\"authorization\": Sensitive").count(), 3, "{shown}");
    assert!(shown.contains("body: ") && shown.contains("status: 503"), "{shown}");
    assert!(!shown.contains("VALUE") && !shown.contains(PROJECT_SECRET), "{shown}");
}

#[tokio::test]
async fn later_layers_wrap_earlier_ones() {
    let server = Server::start([MockResponse::json(FOUND)]).await;
    let append = |letter: &'static str| {
        MapRequestLayer::new(move |mut request: Request| {
            request.headers_mut().append("x-order", letter.parse().unwrap());
            request
        })
    };
    let client = server.builder().layer(append("inner")).layer(append("outer")).build().unwrap();
    client.send(GetRequest::new("o")).await.unwrap();
    let order: Vec<_> = server.request().headers;
    let order: Vec<_> = order.iter().filter(|(name, _)| name == "x-order").collect();
    assert_eq!(
        order.iter().map(|(_, value)| value.as_str()).collect::<Vec<_>>(),
        ["outer", "inner"]
    );
}

#[tokio::test]
async fn unready_layer_is_retried_and_a_failed_one_only_if_safe() {
    let server = Server::start([MockResponse::json(
        r#"{"request_id":"request-1","member_id":"m","totp_registration_id":"t"}"#,
    )])
    .await;
    let client = |ready, calls: &Arc<AtomicU32>| {
        let calls = calls.clone();
        let layer = layer_fn(move |inner| Failing { ready, calls: calls.clone(), inner });
        server.builder().retry_policy(no_wait()).layer(layer).build().unwrap()
    };
    let migrate = || MigrateRequest::new("o", "m", "secret");

    // Not safe to repeat, but it was not sent.
    let calls = Arc::new(AtomicU32::new(0));
    client(false, &calls).send(migrate()).await.unwrap();
    assert_eq!(server.requests().len(), 1);

    let calls = Arc::new(AtomicU32::new(0));
    let error = client(false, &calls).send(migrate()).retries(0).await.unwrap_err();
    let Error::Transport(transport) = &error else { panic!("{error:?}") };
    assert_eq!(transport.kind, TransportKind::NotReady);

    let calls = Arc::new(AtomicU32::new(0));
    let error = client(true, &calls).send(migrate()).await.unwrap_err();
    assert_eq!(calls.load(Ordering::SeqCst), 1);
    let Error::Transport(transport) = &error else { panic!("{error:?}") };
    assert_eq!(transport.kind, TransportKind::Layer);
    assert_eq!(transport.layer_error().unwrap().to_string(), "SECRETVALUE");
    assert_eq!(error.source().unwrap().to_string(), "SECRETVALUE");
    let shown = format!("{error} {error:?}");
    assert!(shown.contains("a layer failed") && !shown.contains("VALUE"), "{shown}");

    let calls = Arc::new(AtomicU32::new(0));
    client(true, &calls).send(GetRequest::new("o")).await.unwrap_err();
    assert_eq!(calls.load(Ordering::SeqCst), 3);
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn errors_of_the_connection_pass_through_layers() {
    let kinds = Arc::new(Mutex::new(Vec::new()));
    let seen = kinds.clone();
    let layer = MapResultLayer::new(move |result: Result<Response, BoxError>| {
        let error = result.as_ref().err().and_then(|error| error.downcast_ref::<AttemptError>());
        seen.lock().unwrap().extend(error.map(AttemptError::kind));
        result
    });
    let body = format!("HTTP/1.1 200 OK\r\ncontent-length: 400\r\n\r\n{}", "x".repeat(200));
    let cases = [
        (MockResponse::Close, TransportKind::NoResponse, 0),
        (MockResponse::Bytes(body.clone().into_bytes()), TransportKind::Body, 200),
        (MockResponse::json("x".repeat(301)), TransportKind::TooLarge, 0),
        (MockResponse::Stall(body.into_bytes()), TransportKind::Timeout, 200),
    ];
    for (response, kind, received) in cases {
        let server = Server::start([response]).await;
        let builder = server.builder().retries(0).response_limit(300).layer(layer.clone());
        let client = builder.build().unwrap();
        let call = client.send(GetRequest::new("o")).timeout(Duration::from_millis(500));
        let error = call.await.unwrap_err();
        let Error::Transport(transport) = &error else { panic!("{error:?}") };
        assert_eq!((transport.kind, transport.body.len()), (kind, received));
        assert_eq!(kinds.lock().unwrap().pop(), Some(kind));
    }
    // No server listens on a port that has just been closed.
    let server = Server::start([MockResponse::Close]).await;
    let client =
        server.builder().retries(0).base_url("http://127.0.0.1:1").layer(layer).build().unwrap();
    assert!(client.send(GetRequest::new("o")).await.unwrap_err().is_connect());
}

#[tokio::test]
async fn repeated_request_that_then_cannot_connect_may_have_been_sent() {
    // The layer sends the request to the server, which closes the connection, and then elsewhere.
    #[derive(Clone)]
    struct Twice(HttpService);
    impl Service<Request> for Twice {
        type Response = Response;
        type Error = BoxError;
        type Future = HttpFuture;

        fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
            self.0.poll_ready(context)
        }

        fn call(&mut self, request: Request) -> HttpFuture {
            let mut service = self.0.clone();
            Box::pin(async move {
                let mut second = request.clone();
                let _ = service.call(request).await;
                *second.uri_mut() = "http://127.0.0.1:1/".parse().unwrap();
                service.call(second).await
            })
        }
    }
    let server = Server::start([MockResponse::Close]).await;
    let client = server.builder().retries(0).layer(layer_fn(Twice)).build().unwrap();
    let error = client.send(GetRequest::new("o")).await.unwrap_err();
    assert_eq!(server.requests().len(), 1);
    assert!(error.is_transport() && !error.is_connect(), "{error}");
}

#[tokio::test]
async fn timeout_of_the_call_also_ends_a_layer() {
    #[derive(Clone)]
    struct Stuck;
    impl Service<Request> for Stuck {
        type Response = Response;
        type Error = BoxError;
        type Future = HttpFuture;

        fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
            Poll::Pending
        }

        fn call(&mut self, _: Request) -> HttpFuture {
            Box::pin(std::future::pending())
        }
    }
    let server = Server::start([MockResponse::json(FOUND)]).await;
    let client = server.builder().layer(layer_fn(|_| Stuck)).build().unwrap();
    let call = client.send(GetRequest::new("o")).timeout(Duration::from_millis(50)).await;
    assert!(call.unwrap_err().is_timeout());

    // The layer's own timeout is its own error.
    let server = Server::start([MockResponse::Hang]).await;
    let layer = TimeoutLayer::new(Duration::from_millis(50));
    let client = server.builder().retries(0).layer(layer).build().unwrap();
    let error = client.send(GetRequest::new("o")).await.unwrap_err();
    let Error::Transport(transport) = &error else { panic!("{error:?}") };
    assert_eq!(transport.kind, TransportKind::Layer);
    assert!(transport.layer_error().unwrap().is::<tower::timeout::error::Elapsed>());
}

#[test]
fn blocking_calls_run_through_layers() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let server = runtime.block_on(Server::start([MockResponse::json(FOUND)]));
    let layer = MapRequestLayer::new(|mut request: Request| {
        request.headers_mut().insert("x-added", "yes".parse().unwrap());
        request
    });
    let client = server.builder().layer(layer).build().unwrap();
    client.send(GetRequest::new("o")).wait().unwrap();
    assert_eq!(server.request().header("x-added"), Some("yes"));
}
