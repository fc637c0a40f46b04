//! Paginated responses that would never end.

use stytch_api::b2b::organizations::SearchRequest;
use stytch_tests::{MockResponse, Server};

use crate::pages::{names, page};

/// Returns pages whose cursors repeat, and a last one that is not requested.
fn cycle() -> [MockResponse; 4] {
    let names = [("a", "c-1"), ("b", "c-2"), ("c", "c-1")];
    let [first, second, third] = names.map(|(name, cursor)| page(&[name], Some(cursor)));
    [first, second, third, page(&["last"], None)]
}

#[tokio::test]
async fn any_earlier_cursor_is_an_error() {
    let cycle = cycle();
    let server = Server::start(cycle.clone()).await;
    let mut items = server.client().send(SearchRequest::new()).items();
    let (found, error) = names(&mut items).await;
    assert_eq!(found, ["a", "b", "c"]);
    let error = error.unwrap();
    assert!(error.is_request() && error.to_string().contains("`cursor`"), "{error}");
    assert_eq!(items.cursor(), Some("c-1"));
    assert!(items.next().await.is_none());
    assert_eq!(server.requests().len(), 3);

    // The cursor of the first request counts, too.
    let server = Server::start(cycle).await;
    let request = SearchRequest::new().cursor("c-2");
    let mut pages = server.client().send(request).pages();
    for _ in 0..2 {
        pages.next().await.unwrap().unwrap();
    }
    assert!(pages.next().await.unwrap().unwrap_err().is_request());
    assert!(pages.next().await.is_none());
    assert_eq!(server.requests().len(), 2);
}

/// Returns pages with this many items each, all with different cursors, and a last one with an item.
fn pages_of(lengths: &[usize]) -> Vec<MockResponse> {
    let pages = lengths
        .iter()
        .enumerate()
        .map(|(index, length)| page(&vec!["a"; *length], Some(&format!("c-{index}"))));
    pages.chain([page(&["last"], None)]).collect()
}

#[tokio::test]
async fn too_many_empty_pages_are_an_error() {
    let (empty, full) = (0, 1);
    // The lengths of the pages, the limit, and the number of requests before the error.
    for (lengths, max_empty_pages, expected) in [
        (vec![empty; 100], None, None),
        (vec![empty; 101], None, Some(101)),
        (vec![empty, empty], Some(2), None),
        (vec![empty, empty, empty, full], Some(2), Some(3)),
        (vec![empty, empty, full, empty, empty], Some(2), None),
        (vec![full, empty], Some(0), Some(2)),
        (vec![full, full], Some(0), None),
        (vec![empty; 300], Some(300), None),
    ] {
        let server = Server::start(pages_of(&lengths)).await;
        let mut items = server.client().send(SearchRequest::new()).items();
        if let Some(max) = max_empty_pages {
            items = items.max_empty_pages(max);
        }
        let (found, error) = names(&mut items).await;
        let case = format!("{} {max_empty_pages:?}", lengths.len());
        assert_eq!(found.last().is_some_and(|name| name == "last"), expected.is_none(), "{case}");
        assert_eq!(server.requests().len(), expected.unwrap_or(lengths.len() + 1), "{case}");
        if let Some(requests) = expected {
            let error = error.unwrap();
            assert!(error.is_request() && error.to_string().contains("empty"), "{error}");
            // The rest can be read from there.
            assert_eq!(items.cursor(), Some(&*format!("c-{}", requests - 1)), "{case}");
        }
        assert!(items.next().await.is_none());
    }
}

#[test]
fn endless_pages_end_without_async() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    for (responses, found) in [(cycle().to_vec(), 3), (pages_of(&[0, 0, 0]), 0)] {
        let server = runtime.block_on(Server::start(responses));
        let items = server.client().send(SearchRequest::new()).items().max_empty_pages(2).wait();
        let items: Vec<_> = items.collect();
        let (last, before) = items.split_last().unwrap();
        assert_eq!(before.len(), found);
        assert!(before.iter().all(Result::is_ok) && last.as_ref().unwrap_err().is_request());
        assert_eq!(server.requests().len(), 3);
    }
}
