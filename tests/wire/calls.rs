//! What can be set on a call before it is made.

use std::time::Duration;

use stytch_api::RetryPolicy;
use stytch_downstream::widgets::{ListRequest, RemoveRequest, Widgets};
use stytch_tests::{MockResponse, Server};

#[tokio::test]
async fn a_call_does_nothing_until_it_is_awaited() {
    let server = Server::start([MockResponse::json("{}")]).await;
    let client = server.client();
    drop(client.send(ListRequest::new()));
    assert!(server.requests().is_empty());
    client.send(ListRequest::new()).await.unwrap();
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn a_call_under_way_can_be_spawned() {
    let server = Server::start([MockResponse::json("{}")]).await;
    let call = server.client().send(ListRequest::new()).into_future();
    tokio::spawn(call).await.unwrap().unwrap();
}

#[tokio::test]
async fn headers_are_added_and_replace_their_like() {
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
    let refused = [
        ("no header", "1"),
        ("x-trace", "two\nlines"),
        ("Content-Length", "3"),
        ("transfer-encoding", "chunked"),
        ("host", "example.com"),
        ("connection", "close"),
    ];
    for (name, value) in refused {
        let error = client.send(ListRequest::new()).header(name, value).await.unwrap_err();
        assert!(error.is_request() && !error.to_string().contains(name), "{error}");
    }
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn a_raw_call_gives_the_answer_as_it_came() {
    for status in [200, 400, 500] {
        let body = "no json";
        let server =
            Server::start([MockResponse::Status(status, "x-a: b\r\n", body.to_owned())]).await;
        let answer = server.client().send(ListRequest::new()).raw().await.unwrap();
        assert_eq!((answer.status, &answer.body[..]), (status, body.as_bytes()));
        assert_eq!(answer.headers["x-a"], "b");
        let shown = format!("{answer:?}");
        assert!(!shown.contains(body) && shown.contains("7 bytes"), "{shown}");
    }
}

#[tokio::test]
async fn retries_are_set_per_call() {
    let answers = [
        MockResponse::status(503, "{}"),
        MockResponse::status(503, "{}"),
        MockResponse::json("{}"),
    ];
    let server = Server::start(answers).await;
    let client = server.client();
    let patient = RetryPolicy::default().base(Duration::from_millis(1));
    assert_eq!(client.send(ListRequest::new()).await.unwrap_err().status(), Some(503));
    client.send(ListRequest::new()).retry_policy(patient).retries(1).await.unwrap();
    assert_eq!(server.requests().len(), 3);
}

#[tokio::test]
async fn a_resource_calls_through_its_client() {
    let server = Server::start([MockResponse::json("{}")]).await;
    let client = server.client();
    Widgets::new(&client).remove(RemoveRequest::new(1_u64)).await.unwrap();
    assert_eq!(server.request().target, "/v1/widgets/1");
}

#[test]
fn the_same_call_is_made_without_await() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let server =
        runtime.block_on(Server::start([MockResponse::json(r#"{"widgets":[{"name":"a"}]}"#)]));
    let client = server.client();
    let widgets = client.send(ListRequest::new()).wait().unwrap().widgets;
    assert_eq!(widgets[0].name, "a");
    let raw = client.send(ListRequest::new()).timeout(Duration::from_secs(9)).raw().wait().unwrap();
    assert_eq!(raw.status, 200);
    let other = client.clone();
    let waiting = runtime.spawn_blocking(move || other.send(ListRequest::new()).wait());
    runtime.block_on(waiting).unwrap().unwrap();
    assert_eq!(server.requests().len(), 3);
}

#[tokio::test]
async fn a_call_without_await_mixes_with_one_with_it() {
    let server = Server::start([MockResponse::json("{}")]).await;
    let client = server.client();
    // Outside of this runtime, whose one thread the server needs.
    let other = client.clone();
    let waiting = std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(other.send(ListRequest::new()).into_future()).unwrap();
        // The connection just used stands still with its runtime.
        other.send(ListRequest::new()).timeout(Duration::from_secs(9)).wait().unwrap();
    });
    tokio::task::spawn_blocking(move || waiting.join().unwrap()).await.unwrap();
    assert_eq!(server.requests().len(), 2);
}

#[test]
fn calls_without_await_are_made_from_many_threads() {
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
