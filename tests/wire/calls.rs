//! Options of a single call, and the ways to run it.

use std::time::Duration;

use stytch_api::RetryPolicy;
use stytch_downstream::widgets::{ListRequest, RemoveRequest, Widgets};
use stytch_tests::{MockResponse, Server};

#[tokio::test]
async fn call_does_nothing_until_it_is_awaited() {
    let server = Server::start([MockResponse::json("{}")]).await;
    let client = server.client();
    drop(client.send(ListRequest::new()));
    assert!(server.requests().is_empty());
    client.send(ListRequest::new()).await.unwrap();
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn started_call_can_be_spawned() {
    let server = Server::start([MockResponse::json("{}")]).await;
    let call = server.client().send(ListRequest::new()).into_future();
    tokio::spawn(call).await.unwrap().unwrap();
}

#[tokio::test]
async fn added_headers_replace_headers_of_the_same_name() {
    let server = Server::start([MockResponse::json("{}")]).await;
    let client = server.client();
    client
        .send(ListRequest::new())
        .header("X-Trace", "1")
        .header("User-Agent", "me")
        .await
        .unwrap();
    let request = server.request();
    assert_eq!(request.header("x-trace"), Some("1"));
    assert_eq!(request.header("user-agent"), Some("me"));
    let invalid = [
        ("not a header", "1"),
        ("x-trace", "two\nlines"),
        ("Content-Length", "3"),
        ("transfer-encoding", "chunked"),
        ("host", "example.com"),
        ("connection", "close"),
    ];
    for (name, value) in invalid {
        let error = client.send(ListRequest::new()).header(name, value).await.unwrap_err();
        assert!(error.is_request() && !error.to_string().contains(name), "{error}");
    }
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn raw_call_returns_the_response_unchanged() {
    for status in [200, 400, 500] {
        let body = "not json";
        let server =
            Server::start([MockResponse::Status(status, "x-a: b\r\n", body.to_owned())]).await;
        let response = server.client().send(ListRequest::new()).raw().await.unwrap();
        assert_eq!((response.status, &response.body[..]), (status, body.as_bytes()));
        assert_eq!(response.headers["x-a"], "b");
        let shown = format!("{response:?}");
        assert!(!shown.contains(body) && shown.contains("8 bytes"), "{shown}");
    }
}

#[tokio::test]
async fn retries_are_set_per_call() {
    let responses = [
        MockResponse::status(503, "{}"),
        MockResponse::status(503, "{}"),
        MockResponse::json("{}"),
    ];
    let server = Server::start(responses).await;
    let client = server.client();
    let policy = RetryPolicy::default().base(Duration::from_millis(1));
    assert_eq!(client.send(ListRequest::new()).await.unwrap_err().status(), Some(503));
    client.send(ListRequest::new()).retry_policy(policy).retries(1).await.unwrap();
    assert_eq!(server.requests().len(), 3);
}

#[tokio::test]
async fn resource_method_calls_the_endpoint() {
    let server = Server::start([MockResponse::json("{}")]).await;
    let client = server.client();
    Widgets::new(&client).remove(RemoveRequest::new(1_u64)).await.unwrap();
    assert_eq!(server.request().target, "/v1/widgets/1");
}

#[test]
fn call_can_block_the_thread() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let server =
        runtime.block_on(Server::start([MockResponse::json(r#"{"widgets":[{"name":"a"}]}"#)]));
    let client = server.client();
    let widgets = client.send(ListRequest::new()).wait().unwrap().widgets;
    assert_eq!(widgets[0].name, "a");
    let raw = client.send(ListRequest::new()).timeout(Duration::from_secs(9)).raw().wait().unwrap();
    assert_eq!(raw.status, 200);
    let clone = client.clone();
    let task = runtime.spawn_blocking(move || clone.send(ListRequest::new()).wait());
    runtime.block_on(task).unwrap().unwrap();
    assert_eq!(server.requests().len(), 3);
}

#[tokio::test]
async fn blocking_call_works_after_an_async_one() {
    let server = Server::start([MockResponse::json("{}")]).await;
    let client = server.client();
    // The server needs this runtime's only thread.
    let thread = std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(client.send(ListRequest::new()).into_future()).unwrap();
        // The connection just used belongs to a runtime that is not driven any further.
        client.send(ListRequest::new()).timeout(Duration::from_secs(9)).wait().unwrap();
    });
    tokio::task::spawn_blocking(move || thread.join().unwrap()).await.unwrap();
    assert_eq!(server.requests().len(), 2);
}

#[test]
fn blocking_calls_run_on_several_threads() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let server = runtime.block_on(Server::start([MockResponse::json("{}")]));
    let client = server.client();
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| client.send(ListRequest::new()).wait().unwrap());
        }
    });
    assert_eq!(server.requests().len(), 8);
}
