//! Answers that come page by page.

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
    /// Lists doors, leniently.
    #[pages(doors)]
    doors: GET "/v1/doors";
    query { cursor?: String = "page-token" }
    response { doors?: Vec<String>, next_cursor?: String = "next-page-token" }
}

/// A page of Organizations with these names.
fn page(names: &[&str], next_cursor: Option<&str>) -> MockResponse {
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

/// The names up to the end or the first error.
async fn names(items: &mut Items<SearchRequest>) -> (Vec<String>, Option<Error>) {
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
async fn every_page_has_the_filters_and_its_cursor() {
    let server = Server::start(three_pages()).await;
    let client = server.client();
    let query = SearchQuery::default().operator(SearchOperator::And);
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
async fn pages_are_whole_answers() {
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
async fn no_page_is_asked_for_ahead() {
    let server = Server::start(three_pages()).await;
    let mut items = server.client().send(SearchRequest::new()).items();
    for expected in ["a", "b"] {
        assert_eq!(items.next().await.unwrap().unwrap().organization_name, expected);
    }
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn an_absent_null_or_empty_cursor_is_the_last() {
    for metadata in ["", r#""results_metadata":null"#, r#""results_metadata":{"next_cursor":""}"#] {
        let server = Server::start([MockResponse::json(format!("{{{metadata}}}"))]).await;
        let mut pages = server.client().send(SearchRequest::new()).pages();
        pages.next().await.unwrap().unwrap();
        assert!(pages.next().await.is_none(), "{metadata}");
        assert_eq!(server.requests().len(), 1);
    }
    for answer in ["{}", r#"{"next_cursor":null}"#, r#"{"next_cursor":""}"#] {
        let server = Server::start([MockResponse::json(answer)]).await;
        let client = server.client();
        let mut rules = client.send(ListRequest::new()).items();
        assert!(rules.next().await.is_none(), "{answer}");
        assert_eq!(server.requests().len(), 1);
    }
}

#[tokio::test]
async fn an_error_comes_after_all_items_before_it() {
    let failed = MockResponse::status(500, r#"{"error_type":"internal_server_error"}"#);
    let answers = [page(&["a", "b"], Some("c-1")), failed, page(&["c"], None)];
    let server = Server::start(answers).await;
    let client = server.client();
    let mut items = client.send(SearchRequest::new()).items();
    let (before, error) = names(&mut items).await;
    assert_eq!(before, ["a", "b"]);
    assert_eq!(error.unwrap().status(), Some(500));
    assert!(items.next().await.is_none());
    assert!(items.next().await.is_none());
    assert_eq!(server.requests().len(), 2);

    let request = SearchRequest::new().cursor(items.cursor().unwrap());
    let (rest, error) = names(&mut client.send(request).items()).await;
    assert!(error.is_none(), "{error:?}");
    assert_eq!(rest, ["c"]);
    assert_eq!(bodies(&server)[1..], [json!({"cursor": "c-1"}), json!({"cursor": "c-1"})]);
}

#[tokio::test]
async fn an_answer_that_cannot_be_read_ends_the_pages_too() {
    let answers = [page(&["a"], Some("c-1")), MockResponse::json("no json")];
    let server = Server::start(answers).await;
    let mut pages = server.client().send(SearchRequest::new()).pages();
    pages.next().await.unwrap().unwrap();
    assert!(pages.next().await.unwrap().unwrap_err().is_decode());
    assert_eq!(pages.cursor(), Some("c-1"));
    assert!(pages.next().await.is_none());
}

#[tokio::test]
async fn items_go_on_with_the_page_that_was_begun() {
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
async fn a_page_that_is_its_own_next_one_ends_in_an_error() {
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
async fn a_cursor_travels_in_the_query_too() {
    let answers = [
        MockResponse::json(r#"{"scim_groups":[{"group_id":"g-1"}],"next_cursor":"a b&c"}"#),
        MockResponse::json(r#"{"scim_groups":[{"group_id":"g-2"}]}"#),
    ];
    let server = Server::start(answers).await;
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
async fn an_endpoint_of_your_own_has_pages() {
    let answers = [
        MockResponse::json(r#"{"doors":["front"],"next-page-token":"2"}"#),
        MockResponse::json(r#"{"next-page-token":"3"}"#),
        MockResponse::json(r#"{"doors":["back"]}"#),
    ];
    let server = Server::start(answers).await;
    let mut doors = server.client().send(DoorsRequest::new()).items();
    assert_eq!(doors.next().await.unwrap().unwrap(), "front");
    assert_eq!(doors.next().await.unwrap().unwrap(), "back");
    assert!(doors.next().await.is_none());
    let targets: Vec<_> = server.requests().into_iter().map(|request| request.target).collect();
    assert_eq!(targets, ["/v1/doors", "/v1/doors?page-token=2", "/v1/doors?page-token=3"]);
}

#[tokio::test]
async fn each_page_has_the_time_and_the_retries_of_a_call() {
    let answers =
        [page(&["a"], Some("c-1")), MockResponse::status(503, "{}"), page(&["b"], Some("c-2"))];
    let server = Server::start([&answers[..], &[MockResponse::Hang]].concat()).await;
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
async fn a_page_that_is_no_longer_waited_for_is_not_lost() {
    let server = Server::start(three_pages()).await;
    let mut pages = server.client().send(SearchRequest::new()).pages();
    let is_pending = std::future::poll_fn(|context| {
        let next = std::pin::pin!(pages.next());
        std::task::Poll::Ready(next.poll(context).is_pending())
    });
    assert!(is_pending.await, "no connection can be there yet");
    assert_eq!(pages.next().await.unwrap().unwrap().organizations.len(), 2);
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn pages_can_be_spawned() {
    fn streams<S: futures_core::Stream + Send + Unpin + 'static>(_: &S) {}

    let server = Server::start(three_pages()).await;
    let mut items = server.client().send(SearchRequest::new()).items();
    let pages = server.client().send(SearchRequest::new()).pages();
    streams(&items);
    streams(&pages);
    let (names, _) = tokio::spawn(async move { names(&mut items).await }).await.unwrap();
    assert_eq!(names, ["a", "b", "c"]);
}

#[tokio::test]
async fn streams_give_what_next_gives() {
    async fn all<S: futures_core::Stream + Unpin>(mut stream: S) -> Vec<S::Item> {
        let mut all = Vec::new();
        let mut stream = std::pin::Pin::new(&mut stream);
        while let Some(item) = std::future::poll_fn(|cx| stream.as_mut().poll_next(cx)).await {
            all.push(item);
        }
        all
    }

    let server = Server::start(three_pages().into_iter().chain(three_pages())).await;
    let client = server.client();
    let pages = all(client.send(SearchRequest::new()).pages()).await;
    assert_eq!(pages.len(), 3);
    let items = all(client.send(SearchRequest::new()).items()).await;
    let names: Vec<_> = items.into_iter().map(|item| item.unwrap().organization_name).collect();
    assert_eq!(names, ["a", "b", "c"]);
}

#[test]
fn the_same_pages_are_read_without_await() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let failed = MockResponse::status(500, "{}");
    let answers =
        three_pages().into_iter().chain(three_pages()).chain([page(&["a"], Some("c-1")), failed]);
    let server = runtime.block_on(Server::start(answers));
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
async fn debug_shows_no_secret_and_no_item() {
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
