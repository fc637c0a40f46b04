//! How a client is made, and what it refuses.

use stytch_api::{Client, Error, reqwest};
use stytch_downstream::widgets::ListRequest;
use stytch_tests::{MockResponse, PROJECT_ID, PROJECT_SECRET, Server};

fn refused(outcome: Result<Client, Error>) -> String {
    match outcome {
        Err(Error::Config(error)) => error.to_string(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_environment_comes_from_the_project() {
    let client = Client::new(PROJECT_ID, PROJECT_SECRET).unwrap();
    assert_eq!(client.base_url(), "https://test.stytch.com");
    let client = Client::new("project-live-1", PROJECT_SECRET).unwrap();
    assert_eq!(client.base_url(), "https://api.stytch.com");
    for unknown in ["", "project", "project-prod-1", "PROJECT-TEST-1", "member-test-1"] {
        let message = refused(Client::new(unknown, PROJECT_SECRET));
        assert!(message.contains("project-test-") && message.contains("base URL"), "{message}");
        let elsewhere = Client::builder(unknown, PROJECT_SECRET).base_url("https://example.com");
        assert!(elsewhere.build().is_ok());
    }
}

#[test]
fn credentials_that_cannot_be_meant_are_refused() {
    for secret in ["", " ", "secret\n", "a b"] {
        let message = refused(Client::new(PROJECT_ID, secret));
        assert!(message.contains("secret"), "{message}");
    }
    for project_id in ["project-test-1\n", "project-test-1:x", "project-test- 1"] {
        let message = refused(Client::new(project_id, PROJECT_SECRET));
        assert!(message.contains("project ID"), "{message}");
    }
}

#[test]
fn a_base_url_that_cannot_be_meant_is_refused() {
    let cases = [
        ("", "invalid base URL ``: relative URL without a base"),
        ("example.com", "invalid base URL `example.com`: relative URL without a base"),
        ("ftp://example.com", "neither https nor http"),
        ("http://example.com", "unencrypted"),
        ("http://localhost.example.com", "unencrypted"),
        ("https://user:password@example.com", "credentials"),
        ("user:password@", "invalid base URL: "),
        ("secret-test-password@", "invalid base URL: "),
        ("https://example.com/?a=b", "query"),
        ("https://example.com/#a", "fragment"),
    ];
    for (base_url, problem) in cases {
        let builder = Client::builder(PROJECT_ID, PROJECT_SECRET).base_url(base_url);
        let message = refused(builder.build());
        assert!(message.contains(problem) && !message.contains("password@"), "{message}");
    }
    for base_url in
        ["http://localhost:1", "http://127.0.0.1:1", "http://[::1]:1", "http://127.9.9.9"]
    {
        assert!(Client::builder(PROJECT_ID, PROJECT_SECRET).base_url(base_url).build().is_ok());
    }
    let builder = Client::builder(PROJECT_ID, PROJECT_SECRET).user_agent("two\nlines");
    assert!(refused(builder.build()).contains("user agent"));
}

#[tokio::test]
async fn the_path_of_a_base_url_is_kept() {
    for prefix in ["", "/", "/a", "/a/", "/a/b%20c//"] {
        let server = Server::start([MockResponse::json("{}")]).await;
        let client =
            server.builder().base_url(format!("{}{prefix}", server.url())).build().unwrap();
        client.send(ListRequest::new()).await.unwrap();
        let expected = format!("{}/v1/widgets", prefix.trim_end_matches('/'));
        assert_eq!(server.request().target, expected);
    }
}

#[tokio::test]
async fn calls_go_through_a_client_of_your_own() {
    let server = Server::start([MockResponse::json("{}")]).await;
    let proxy = reqwest::Proxy::all(server.url()).unwrap();
    let http = Client::http_builder().unwrap().proxy(proxy).build().unwrap();
    let client = server.builder().base_url("http://127.0.0.1:9/prefix").http_client(http);
    client.build().unwrap().send(ListRequest::new()).await.unwrap();
    assert_eq!(server.request().target, "http://127.0.0.1:9/prefix/v1/widgets");
}

#[test]
fn a_client_is_shared_between_threads_and_cheap_to_clone() {
    fn shared<T: Clone + Send + Sync + 'static>(_: &T) {}

    let client = Client::new(PROJECT_ID, PROJECT_SECRET).unwrap();
    shared(&client);
    assert_eq!(size_of::<Client>(), size_of::<usize>());
    assert_eq!(client.project_id(), PROJECT_ID);
}
