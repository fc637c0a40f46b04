//! Paginated responses.

use std::time::{Duration, Instant};

use serde_json::{Value, json};
use stytch_api::{
    Error, Items, Pages,
    b2b::{
        SearchOperator, SearchQuery, organizations::SearchRequest,
        scim::connection::GetGroupsRequest,
    },
    common::fraud::rules::ListRequest,
    endpoint,
};
use stytch_tests::{MockResponse, PROJECT_SECRET, Request, Server};

endpoint! {
    /// Lists doors; every response field is optional.
    #[pages(doors)]
    doors: GET "/v1/doors";
    query { cursor?: String = "page-token" }
    response { doors?: Vec<String>, next_cursor?: String = "next-page-token" }
}

/// Returns a page of Organizations with these names.
pub(crate) fn page(names: &[&str], next_cursor: Option<&str>) -> MockResponse {
    let organizations: Vec<_> =
        names.iter().map(|name| json!({"organization_name": name})).collect();
    let metadata = json!({"total": 5, "next_cursor": next_cursor});
    MockResponse::json(
        json!({"organizations": organizations, "results_metadata": metadata}).to_string(),
    )
}

fn three_pages() -> [MockResponse; 3] {
    [page(&["a", "b"], Some("c-1")), page(&[], Some("c-2")), page(&["c"], None)]
}

fn bodies(server: &Server) -> Vec<Value> {
    let body = |request: Request| serde_json::from_str(&request.body).unwrap();
    server.requests().into_iter().map(body).collect()
}

/// Returns the names up to the end or the first error.
pub(crate) async fn names(items: &mut Items<SearchRequest>) -> (Vec<String>, Option<Error>) {
    let mut names = Vec::new();
    while let Some(item) = items.next().await {
        match item {
            Ok(organization) => names.push(organization.organization_name),
            Err(error) => return (names, Some(error)),
        }
    }
    (names, None)
}

#[tokio::test]
async fn every_page_request_sends_filters_headers_and_cursor() {
    let server = Server::start(three_pages()).await;
    let client = server.client();
    let query = SearchQuery::new(SearchOperator::And, [] as [stytch_api::Metadata; 0]);
    let request = SearchRequest::new().limit(2).query(query);
    let call = client.b2b().organizations().search(request).header("X-Trace", "1");
    let mut items = call.items();
    assert_eq!(server.requests().len(), 0);
    let (names, error) = names(&mut items).await;
    assert!(error.is_none(), "{error:?}");
    assert_eq!(names, ["a", "b", "c"]);
    assert!(items.next().await.is_none());
    let expected = [None, Some("c-1"), Some("c-2")].map(|cursor| {
        let query = json!({"operator": "AND", "operands": []});
        let mut body = json!({"limit": 2, "query": query});
        if let Some(cursor) = cursor {
            body["cursor"] = cursor.into();
        }
        body
    });
    assert_eq!(bodies(&server), expected);
    assert!(server.requests().iter().all(|request| request.header("x-trace") == Some("1")));
}

#[tokio::test]
async fn pages_returns_whole_responses_and_advances_the_cursor() {
    let server = Server::start(three_pages()).await;
    let client = server.client();
    let mut pages = client.send(SearchRequest::new()).pages();
    let mut cursors = vec![pages.cursor().map(str::to_owned)];
    let mut lengths = Vec::new();
    while let Some(page) = pages.next().await {
        let page = page.unwrap();
        assert_eq!(page.results_metadata.total, 5);
        lengths.push(page.organizations.len());
        cursors.push(pages.cursor().map(str::to_owned));
    }
    assert_eq!(lengths, [2, 0, 1]);
    assert_eq!(cursors, [None, Some("c-1".to_owned()), Some("c-2".to_owned()), None]);
    assert_eq!(server.requests().len(), 3);
}

#[tokio::test]
async fn next_page_is_not_prefetched() {
    let server = Server::start(three_pages()).await;
    let mut items = server.client().send(SearchRequest::new()).items();
    for expected in ["a", "b"] {
        assert_eq!(items.next().await.unwrap().unwrap().organization_name, expected);
    }
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn absent_null_or_empty_cursor_ends_the_pages() {
    for metadata in ["", r#""results_metadata":null"#, r#""results_metadata":{"next_cursor":""}"#] {
        let server = Server::start([MockResponse::json(format!("{{{metadata}}}"))]).await;
        let mut pages = server.client().send(SearchRequest::new()).pages();
        pages.next().await.unwrap().unwrap();
        assert!(pages.next().await.is_none(), "{metadata}");
        assert_eq!(server.requests().len(), 1);
    }
    for body in ["{}", r#"{"next_cursor":null}"#, r#"{"next_cursor":""}"#] {
        let server = Server::start([MockResponse::json(body)]).await;
        let client = server.client();
        let mut rules = client.send(ListRequest::new()).items();
        assert!(rules.next().await.is_none(), "{body}");
        assert_eq!(server.requests().len(), 1);
    }
}

#[tokio::test]
async fn failed_page_yields_earlier_items_then_the_error() {
    let failed = MockResponse::status(500, r#"{"error_type":"internal_server_error"}"#);
    let responses = [page(&["a", "b"], Some("c-1")), failed, page(&["c"], None)];
    let server = Server::start(responses).await;
    let client = server.client();
    let mut items = client.send(SearchRequest::new()).items();
    let (earlier, error) = names(&mut items).await;
    assert_eq!(earlier, ["a", "b"]);
    assert_eq!(error.unwrap().status(), Some(500));
    assert!(items.next().await.is_none());
    assert!(items.next().await.is_none());
    assert_eq!(server.requests().len(), 2);

    let request = SearchRequest::new().cursor(items.cursor().unwrap());
    let (later, error) = names(&mut client.send(request).items()).await;
    assert!(error.is_none(), "{error:?}");
    assert_eq!(later, ["c"]);
    assert_eq!(bodies(&server)[1..], [json!({"cursor": "c-1"}), json!({"cursor": "c-1"})]);
}

#[tokio::test]
async fn decode_error_ends_the_pages() {
    let responses = [page(&["a"], Some("c-1")), MockResponse::json("not json")];
    let server = Server::start(responses).await;
    let mut pages = server.client().send(SearchRequest::new()).pages();
    pages.next().await.unwrap().unwrap();
    assert!(pages.next().await.unwrap().unwrap_err().is_decode());
    assert_eq!(pages.cursor(), Some("c-1"));
    assert!(pages.next().await.is_none());
}

#[tokio::test]
async fn cursor_of_items_advances_after_the_last_item_of_a_page() {
    let server = Server::start(three_pages()).await;
    let request = SearchRequest::new().cursor("c-0");
    let mut items = server.client().send(request).items();
    assert_eq!(items.cursor(), Some("c-0"));
    items.next().await.unwrap().unwrap();
    assert_eq!(items.cursor(), Some("c-0"));
    items.next().await.unwrap().unwrap();
    assert_eq!(items.cursor(), Some("c-1"));
    assert_eq!(bodies(&server), [json!({"cursor": "c-0"})]);
}

#[tokio::test]
async fn repeated_cursor_is_an_error() {
    let server = Server::start([page(&["a"], Some("c-1"))]).await;
    let mut items = server.client().send(SearchRequest::new()).items();
    let (names, error) = names(&mut items).await;
    assert_eq!(names, ["a", "a"]);
    let error = error.unwrap();
    assert!(error.is_request() && error.to_string().contains("`cursor`"), "{error}");
    assert_eq!(items.cursor(), Some("c-1"));
    assert!(items.next().await.is_none());
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn cursor_can_be_a_query_parameter() {
    let responses = [
        MockResponse::json(r#"{"scim_groups":[{"group_id":"g-1"}],"next_cursor":"a b&c"}"#),
        MockResponse::json(r#"{"scim_groups":[{"group_id":"g-2"}]}"#),
    ];
    let server = Server::start(responses).await;
    let client = server.client();
    let request = GetGroupsRequest::new("acme", "connection-1").limit(1);
    let mut groups = client.b2b().scim().connection().get_groups(request).items();
    for expected in ["g-1", "g-2"] {
        assert_eq!(groups.next().await.unwrap().unwrap().group_id, expected);
    }
    assert!(groups.next().await.is_none());
    let targets: Vec<_> = server.requests().into_iter().map(|request| request.target).collect();
    let path = "/v1/b2b/scim/acme/connection/connection-1";
    assert_eq!(targets, [format!("{path}?limit=1"), format!("{path}?cursor=a+b%26c&limit=1")]);
}

#[tokio::test]
async fn custom_endpoint_can_be_paginated() {
    let responses = [
        MockResponse::json(r#"{"doors":["front"],"next-page-token":"2"}"#),
        MockResponse::json(r#"{"next-page-token":"3"}"#),
        MockResponse::json(r#"{"doors":["back"]}"#),
    ];
    let server = Server::start(responses).await;
    let mut doors = server.client().send(DoorsRequest::new()).items();
    assert_eq!(doors.next().await.unwrap().unwrap(), "front");
    assert_eq!(doors.next().await.unwrap().unwrap(), "back");
    assert!(doors.next().await.is_none());
    let targets: Vec<_> = server.requests().into_iter().map(|request| request.target).collect();
    assert_eq!(targets, ["/v1/doors", "/v1/doors?page-token=2", "/v1/doors?page-token=3"]);
}

#[tokio::test]
async fn timeout_and_retries_apply_to_each_page() {
    let responses =
        [page(&["a"], Some("c-1")), MockResponse::status(503, "{}"), page(&["b"], Some("c-2"))];
    let server = Server::start([&responses[..], &[MockResponse::Hang]].concat()).await;
    let client = server.client();
    let timeout = Duration::from_secs(2);
    let mut items = client.send(SearchRequest::new()).timeout(timeout).retries(1).items();
    let started = Instant::now();
    let (names, error) = names(&mut items).await;
    assert_eq!(names, ["a", "b"]);
    assert!(error.unwrap().is_timeout());
    assert!(started.elapsed() >= timeout);
    assert_eq!(items.cursor(), Some("c-2"));
    assert_eq!(server.requests().len(), 4);
}

#[tokio::test]
async fn dropped_next_future_loses_no_page() {
    let server = Server::start(three_pages()).await;
    let mut pages = server.client().send(SearchRequest::new()).pages();
    let is_pending = std::future::poll_fn(|context| {
        let next = std::pin::pin!(pages.next());
        std::task::Poll::Ready(next.poll(context).is_pending())
    });
    assert!(is_pending.await, "the connection cannot be open yet");
    assert_eq!(pages.next().await.unwrap().unwrap().organizations.len(), 2);
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn pages_can_be_spawned() {
    fn assert_stream<S: futures_core::Stream + Send + Unpin + 'static>(_: &S) {}

    let server = Server::start(three_pages()).await;
    let mut items = server.client().send(SearchRequest::new()).items();
    let pages = server.client().send(SearchRequest::new()).pages();
    assert_stream(&items);
    assert_stream(&pages);
    let (names, _) = tokio::spawn(async move { names(&mut items).await }).await.unwrap();
    assert_eq!(names, ["a", "b", "c"]);
}

#[tokio::test]
async fn streams_yield_the_same_as_next() {
    async fn collect<S: futures_core::Stream + Unpin>(mut stream: S) -> Vec<S::Item> {
        let mut items = Vec::new();
        let mut stream = std::pin::Pin::new(&mut stream);
        while let Some(item) = std::future::poll_fn(|cx| stream.as_mut().poll_next(cx)).await {
            items.push(item);
        }
        items
    }

    let server = Server::start(three_pages().into_iter().chain(three_pages())).await;
    let client = server.client();
    let pages = collect(client.send(SearchRequest::new()).pages()).await;
    assert_eq!(pages.len(), 3);
    let items = collect(client.send(SearchRequest::new()).items()).await;
    let names: Vec<_> = items.into_iter().map(|item| item.unwrap().organization_name).collect();
    assert_eq!(names, ["a", "b", "c"]);
}

#[test]
fn pages_and_items_can_block_the_thread() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let failed = MockResponse::status(500, "{}");
    let responses =
        three_pages().into_iter().chain(three_pages()).chain([page(&["a"], Some("c-1")), failed]);
    let server = runtime.block_on(Server::start(responses));
    let client = server.client();
    let pages = client.send(SearchRequest::new()).pages().wait();
    let lengths: Vec<_> = pages.map(|page| page.unwrap().organizations.len()).collect();
    assert_eq!(lengths, [2, 0, 1]);
    let items = client.send(SearchRequest::new()).items().wait();
    let names: Vec<_> = items.map(|item| item.unwrap().organization_name).collect();
    assert_eq!(names, ["a", "b", "c"]);
    let mut items = client.send(SearchRequest::new()).items().wait();
    assert_eq!(items.next().unwrap().unwrap().organization_name, "a");
    assert_eq!(items.next().unwrap().unwrap_err().status(), Some(500));
    assert_eq!(items.cursor(), Some("c-1"));
    assert!(items.next().is_none());
    assert_eq!(server.requests().len(), 8);
}

#[tokio::test]
async fn debug_hides_request_headers_and_items() {
    let server = Server::start(three_pages()).await;
    let client = server.client();
    let request = GetGroupsRequest::new("acme", "connection-1").cursor("c-9");
    let pages: Pages<_> = client.send(request.clone()).header("X-Key", "s3cr3t").pages();
    let items = client.send(request).items();
    for shown in [format!("{pages:?}"), format!("{items:?}"), format!("{:?}", items.wait())] {
        assert!(shown.contains("GET /v1/b2b/scim"), "{shown}");
        let hidden = ["s3cr3t", "c-9", "connection-1", PROJECT_SECRET];
        assert!(hidden.iter().all(|text| !shown.contains(text)), "{shown}");
    }
}
