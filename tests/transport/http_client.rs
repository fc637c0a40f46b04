//! HTTP clients that the user provides.

use std::{
    error::Error as _,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use stytch_api::reqwest;
use stytch_downstream::widgets::ListRequest;
use stytch_tests::{MockResponse, Server};
use tokio::runtime::{Builder, Runtime};
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

use crate::setup::{config_error, provider};

/// Builds a client that adds a header.
fn build() -> Result<reqwest::Client, reqwest::Error> {
    let tls = ClientConfig::builder_with_provider(provider())
        .with_safe_default_protocol_versions()
        .expect("the provider's versions")
        .with_root_certificates(RootCertStore::empty())
        .with_no_client_auth();
    let headers = [(reqwest::header::VIA, reqwest::header::HeaderValue::from_static("own"))];
    reqwest::Client::builder()
        .tls_backend_preconfigured(tls)
        .default_headers(headers.into_iter().collect())
        .no_proxy()
        .build()
}

/// Builds a client unless the number of earlier calls is in `failures`.
fn failing(
    calls: &Arc<AtomicUsize>,
    failures: std::ops::Range<usize>,
) -> impl Fn() -> Result<reqwest::Client, String> + Send + Sync + 'static {
    let calls = calls.clone();
    move || match calls.fetch_add(1, Ordering::SeqCst) {
        call if failures.contains(&call) => Err(format!("call {call} failed")),
        _ => build().map_err(|error| error.to_string()),
    }
}

#[test]
fn async_and_blocking_calls_have_separate_connections() {
    let server_runtime = Runtime::new().unwrap();
    let server = server_runtime.block_on(Server::start([MockResponse::json("{}")]));
    let calls = Arc::default();
    let builder = server.builder().retries(0).timeout(Duration::from_secs(10));
    let client = builder.http_client(failing(&calls, 0..0)).build().unwrap();
    // Its connection makes progress only while this runtime is driven.
    let runtime = Builder::new_current_thread().enable_all().build().unwrap();
    for _ in 0..2 {
        runtime.block_on(client.send(ListRequest::new()).into_future()).unwrap();
        client.send(ListRequest::new()).wait().unwrap();
        client.clone().send(ListRequest::new()).wait().unwrap();
    }
    let requests = server.requests();
    assert_eq!(requests.len(), 6);
    assert!(requests.iter().all(|request| request.header("via") == Some("own")));
    assert_eq!(calls.load(Ordering::SeqCst), 2, "one client per pool");
}

#[test]
fn failure_is_an_error_of_build() {
    let server_runtime = Runtime::new().unwrap();
    let server = server_runtime.block_on(Server::start([MockResponse::json("{}")]));
    let error = server.builder().http_client(failing(&Arc::default(), 0..1)).build().unwrap_err();
    assert_eq!(error.source().unwrap().to_string(), "call 0 failed");
    let message = config_error::<()>(Err(error));
    assert!(message.contains("`ClientBuilder::http_client`"), "{message}");
}

#[test]
fn failure_for_blocking_calls_is_an_error_of_the_call() {
    let server_runtime = Runtime::new().unwrap();
    let server = server_runtime.block_on(Server::start([MockResponse::json("{}")]));
    let client = server.builder().http_client(failing(&Arc::default(), 1..3)).build().unwrap();
    for call in 1..3 {
        let error = client.send(ListRequest::new()).wait().unwrap_err();
        assert_eq!(error.source().unwrap().to_string(), format!("call {call} failed"));
        let message = config_error::<()>(Err(error));
        assert!(message.contains("`ClientBuilder::http_client`"), "{message}");
    }
    assert!(server.requests().is_empty());
    client.send(ListRequest::new()).wait().unwrap();
    assert_eq!(server.requests().len(), 1);
}
