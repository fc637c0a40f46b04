//! Clients: their configuration, and how it is validated.

use stytch_api::{Client, Error};
use stytch_downstream::widgets::ListRequest;
use stytch_tests::{MockResponse, PROJECT_ID, PROJECT_SECRET, Server};

fn config_error(result: Result<Client, Error>) -> String {
    match result {
        Err(Error::Config(error)) => error.to_string(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn project_id_selects_the_environment() {
    let client = Client::new(PROJECT_ID, PROJECT_SECRET).unwrap();
    assert_eq!(client.base_url(), "https://test.stytch.com");
    let client = Client::new("project-live-1", PROJECT_SECRET).unwrap();
    assert_eq!(client.base_url(), "https://api.stytch.com");
    for unknown in ["project", "project-prod-1", "PROJECT-TEST-1", "member-test-1"] {
        let message = config_error(Client::new(unknown, PROJECT_SECRET));
        assert!(message.contains("project-test-") && message.contains("base URL"), "{message}");
        let builder = Client::builder(unknown, PROJECT_SECRET).base_url("https://example.com");
        assert!(builder.build().is_ok());
    }
}

#[test]
fn invalid_credentials_are_rejected() {
    for secret in ["", " ", "secret\n", "a b"] {
        let message = config_error(Client::new(PROJECT_ID, secret));
        assert!(message.contains("secret"), "{message}");
    }
    for project_id in ["project-test-1\n", "project-test-1:x", "project-test- 1"] {
        let message = config_error(Client::new(project_id, PROJECT_SECRET));
        assert!(message.contains("project ID"), "{message}");
    }
}

#[test]
fn empty_or_swapped_credentials_are_always_rejected() {
    let cases = [
        ("", PROJECT_SECRET, "the project ID is empty"),
        (" \n", PROJECT_SECRET, "the project ID is empty"),
        (PROJECT_SECRET, PROJECT_SECRET, "the project ID is a secret"),
        (PROJECT_SECRET, PROJECT_ID, "may be swapped"),
        (" Secret-test-PROJECTSECRET", PROJECT_SECRET, "the project ID is a secret"),
        (PROJECT_ID, PROJECT_ID, "the project secret is a project ID"),
        ("acme", "project-live-1", "the project secret is a project ID"),
    ];
    for (project_id, secret, expected) in cases {
        let builder = Client::builder(project_id, secret);
        let debug = format!("{builder:?}");
        assert!(!debug.contains("PROJECTSECRET"), "{debug}");
        for base_url in [None, Some("https://example.com"), Some("http://localhost:1")] {
            let builder = match base_url {
                Some(base_url) => builder.clone().base_url(base_url),
                None => builder.clone(),
            };
            let message = config_error(builder.build());
            assert!(message.contains(expected), "{message}");
            assert!(!message.contains("PROJECTSECRET"), "{message}");
        }
    }
    // A secret whose prefix is unknown may be in the wrong place, too.
    let builder = Client::builder("PASSWORD", PROJECT_SECRET).base_url("https://example.com");
    let (debug, client) = (format!("{builder:?}"), builder.build().unwrap());
    assert!(!debug.contains("PASSWORD") && !format!("{client:?}").contains("PASSWORD"), "{debug}");
    let debug = format!("{:?}", Client::builder(PROJECT_ID, PROJECT_SECRET));
    assert!(debug.contains(PROJECT_ID), "{debug}");
}

#[test]
fn invalid_base_url_is_rejected() {
    let cases = [
        ("", "invalid base URL ``: relative URL without a base"),
        ("example.com", "invalid base URL `example.com`: relative URL without a base"),
        ("ftp://example.com", "neither https nor http"),
        ("http://example.com", "`ClientBuilder::danger_allow_plain_http`"),
        ("http://localhost.example.com", "unencrypted"),
        ("https://user:password@example.com", "credentials"),
        ("user:password@", "invalid base URL: "),
        ("secret-test-password@", "invalid base URL: "),
        (" secret-test-1", "invalid base URL: "),
        ("http://secret-test-1", "invalid base URL: "),
        ("project-secret", "invalid base URL: "),
        ("http://example.com/token", "invalid base URL `http://example.com`: "),
        ("https://example.com:x/token", "invalid base URL `https://example.com:x`: "),
        ("example.com/token", "invalid base URL `example.com`: "),
        ("https://example.com/secret-test-PROJECTSECRET", "contains the project secret"),
        ("https://example.com/secret%2Dtest-PROJECT%53ECRET/", "contains the project secret"),
        ("https://secret-test-projectsecret.example.com", "contains the project secret"),
        ("https://example.com/?a=b", "query"),
        ("https://example.com/#a", "fragment"),
    ];
    for (base_url, expected) in cases {
        let builder = Client::builder(PROJECT_ID, PROJECT_SECRET).base_url(base_url);
        let message = config_error(builder.build());
        assert!(message.contains(expected) && !message.contains("password@"), "{message}");
        assert!(!message.contains("token") && !message.contains("PROJECT"), "{message}");
        let telemetry = Client::builder(PROJECT_ID, PROJECT_SECRET).telemetry_url(base_url);
        assert_eq!(config_error(telemetry.build()), message);
    }
    for base_url in
        ["http://localhost:1", "http://127.0.0.1:1", "http://[::1]:1", "http://127.9.9.9"]
    {
        assert!(Client::builder(PROJECT_ID, PROJECT_SECRET).base_url(base_url).build().is_ok());
    }
    let builder = Client::builder(PROJECT_ID, PROJECT_SECRET).user_agent("two\nlines");
    assert!(config_error(builder.build()).contains("user agent"));
}

#[tokio::test]
async fn path_of_the_base_url_is_kept() {
    for prefix in ["", "/", "/a", "/a/", "/a/b%20c//"] {
        let server = Server::start([MockResponse::json("{}")]).await;
        let client =
            server.builder().base_url(format!("{}{prefix}", server.url())).build().unwrap();
        client.send(ListRequest::new()).await.unwrap();
        let expected = format!("{}/v1/widgets", prefix.trim_end_matches('/'));
        assert_eq!(server.request().target, expected);
    }
}

#[test]
fn debug_of_a_client_omits_the_path_of_its_base_url() {
    for (base_url, shown) in [
        ("https://example.com/token", "\"https://example.com\""),
        ("https://example.com:8443/token/", "\"https://example.com:8443\""),
        ("http://[::1]:8080", "\"http://[::1]:8080\""),
    ] {
        let client =
            Client::builder(PROJECT_ID, PROJECT_SECRET).base_url(base_url).build().unwrap();
        let debug = format!("{client:?}");
        assert!(debug.contains(&format!("base_url: {shown},")), "{debug}");
        assert!(!debug.contains("token"), "{debug}");
    }
}

#[test]
fn client_is_thread_safe_and_pointer_sized() {
    fn assert_thread_safe<T: Clone + Send + Sync + 'static>(_: &T) {}

    let client = Client::new(PROJECT_ID, PROJECT_SECRET).unwrap();
    assert_thread_safe(&client);
    assert_eq!(size_of::<Client>(), size_of::<usize>());
    assert_eq!(client.project_id(), PROJECT_ID);
}
