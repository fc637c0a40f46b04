//! Tests that proxies from the environment are ignored for plain HTTP.
//!
//! The test runs itself in a child process, because environment variables are global to a process.

use std::ffi::OsStr;

use stytch_downstream::widgets::ListRequest;
use stytch_tests::{MockResponse, Server, run_in_child};

/// The environment variable with the URL of the server, set in the child process.
const SERVER: &str = "STYTCH_TESTS_SERVER";

#[tokio::test]
async fn plain_http_ignores_proxies() {
    if let Ok(url) = std::env::var(SERVER) {
        let builder = stytch_api::Client::builder("project-test-1", "secret-test-1");
        let builder = builder.base_url(url).retries(0);
        for builder in [builder.clone(), builder.danger_allow_plain_http()] {
            builder.build().unwrap().send(ListRequest::new()).await.unwrap();
        }
        return;
    }
    let server = Server::start([MockResponse::json("{}")]).await;
    let proxy = Server::start([MockResponse::status(502, "")]).await;
    let (server_url, proxy_url) = (server.url(), proxy.url());
    let run = move || {
        let (server_url, proxy_url) = (OsStr::new(&server_url), OsStr::new(&proxy_url));
        let mut variables =
            vec![(SERVER, Some(server_url)), ("NO_PROXY", None), ("no_proxy", None)];
        for name in ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"] {
            variables.push((name, Some(proxy_url)));
        }
        run_in_child("plain_http_ignores_proxies", &variables);
    };
    tokio::task::spawn_blocking(run).await.unwrap();
    assert!(proxy.requests().is_empty());
    assert_eq!(server.requests().len(), 2);
}
