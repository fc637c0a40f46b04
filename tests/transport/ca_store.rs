//! The platform's CA store: whether it is needed, and whether its roots are trusted.
//!
//! rustls reads the store from files, which environment variables name. Each test runs itself in a child
//! process, because the variables are global to a process.

use std::{ffi::OsStr, path::Path};

use stytch_api::{TlsOptions, b2b::organizations::CreateRequest, reqwest::Proxy, sandbox::Sandbox};
use stytch_downstream::widgets::ListRequest;
use stytch_tests::run_in_child;

use crate::setup::{Authority, TlsServer, builder, config_error};

/// The URL of a server, or an empty text; set in the child process.
const CHILD: &str = "STYTCH_TESTS_CHILD";

fn is_child() -> bool {
    std::env::var_os(CHILD).is_some()
}

fn run_without_store(test: &str) {
    run_with_store(test, Path::new("/nonexistent"), "");
}

/// Runs `test` where the CA store is this file.
fn run_with_store(test: &str, store: &Path, url: &str) {
    let variables = [
        (CHILD, Some(OsStr::new(url))),
        ("SSL_CERT_FILE", Some(store.as_os_str())),
        ("SSL_CERT_DIR", None),
        ("HTTPS_PROXY", None),
        ("https_proxy", None),
    ];
    run_in_child(&format!("ca_store::{test}"), &variables);
}

#[test]
fn plain_http_needs_no_store() {
    if !is_child() {
        return run_without_store("plain_http_needs_no_store");
    }
    let sandbox = Sandbox::start_blocking().unwrap();
    let request = CreateRequest::new("Acme");
    sandbox.client().b2b().organizations().create(request).wait().unwrap();
    builder("http://localhost:1").no_proxy().build().unwrap();
    builder("http://sandbox.example").danger_allow_plain_http().build().unwrap();
}

#[test]
fn https_needs_a_store() {
    if !is_child() {
        return run_without_store("https_needs_a_store");
    }
    let plain = || builder("http://localhost:1");
    let proxy = Proxy::all("https://localhost:1").unwrap();
    let cases = [
        builder("https://localhost:1"),
        plain().telemetry_url("https://localhost:1"),
        plain().danger_allow_plain_http().proxy(proxy),
    ];
    for builder in cases {
        let message = config_error(builder.build());
        assert!(message.contains("install"), "{message}");
        assert!(message.contains("`ca-certificates`"), "{message}");
        assert!(message.contains("`ClientBuilder::tls`"), "{message}");
    }
}

#[test]
fn added_roots_need_no_store() {
    if !is_child() {
        return run_without_store("added_roots_need_no_store");
    }
    let tls = TlsOptions::new().add_root_certificates(Authority::new().pem);
    for tls in [tls.clone(), tls.without_system_roots()] {
        builder("https://localhost:1").tls(tls).build().unwrap();
    }
}

#[tokio::test]
async fn store_is_trusted_unless_it_is_ignored() {
    const TEST: &str = "store_is_trusted_unless_it_is_ignored";
    if let Ok(url) = std::env::var(CHILD) {
        let other = TlsOptions::new().add_root_certificates(Authority::new().pem);
        let cases = [
            (builder(&url), true),
            (builder(&url).tls(other.clone()), true),
            (builder(&url).tls(other.without_system_roots()), false),
        ];
        for (index, (builder, expected)) in cases.into_iter().enumerate() {
            let result = builder.build().unwrap().send(ListRequest::new()).await;
            assert_eq!(result.is_ok(), expected, "case {index}: {result:?}");
        }
        return;
    }
    let authority = Authority::new();
    let server = TlsServer::start(&authority).await;
    let store = std::env::temp_dir().join(format!("stytch-tests-{}.pem", std::process::id()));
    std::fs::write(&store, &authority.pem).unwrap();
    let (url, path) = (server.url(), store.clone());
    let run = move || run_with_store(TEST, &path, &url);
    tokio::task::spawn_blocking(run).await.unwrap();
    std::fs::remove_file(store).unwrap();
    assert_eq!(server.requests(), 2);
}
