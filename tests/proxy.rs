//! Tests that proxies from the environment are ignored for plain HTTP.
//!
//! The test runs itself in a child process, because environment variables are global to a process.

use std::process::Command;

use stytch_downstream::widgets::ListRequest;
use stytch_tests::{MockResponse, Server};

/// The environment variable with the URL of the server, set in the child process.
const SERVER: &str = "STYTCH_TESTS_SERVER";

#[tokio::test]
async fn plain_http_ignores_proxies() {
    if let Ok(url) = std::env::var(SERVER) {
        let builder = stytch_api::Client::builder("project-test-1", "secret-test-1");
        let client = builder.base_url(url).retries(0).build().unwrap();
        client.send(ListRequest::new()).await.unwrap();
        return;
    }
    let server = Server::start([MockResponse::json("{}")]).await;
    let proxy = Server::start([MockResponse::status(502, "")]).await;
    let mut child = Command::new(std::env::current_exe().unwrap());
    child.env(SERVER, server.url()).args(["--exact", "plain_http_ignores_proxies"]);
    for name in ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"] {
        child.env(name, proxy.url());
    }
    child.env_remove("NO_PROXY").env_remove("no_proxy");
    let output = tokio::task::spawn_blocking(move || child.output().unwrap()).await.unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    assert!(proxy.requests().is_empty());
    assert_eq!(server.requests().len(), 1);
}
