//! The Management API: its host, its credentials, and the refusal of the other client.

use std::time::Duration;

use base64::{Engine as _, prelude::BASE64_STANDARD};
use stytch_api::{
    Client, Error, ManagementClient, Metadata,
    b2b::organizations,
    catalog::Catalog,
    endpoint,
    management::projects::{CreateRequest, GetRequest, ListRequest, Vertical},
    resource,
    schema::{Endpoint, Host},
};
use stytch_tests::{KEY_ID, KEY_SECRET, MockResponse, PROJECT_ID, PROJECT_SECRET, Server};

resource! {
    /// Buildings of a workspace, declared outside of `stytch-api`.
    #[host(management)]
    Buildings {
        endpoints: [CountRequest],
    }
}

endpoint! {
    /// Counts the buildings.
    Buildings::count: GET "/pwa/v3/buildings";
}

endpoint! {
    /// Demolishes a building; this endpoint has no resource.
    #[host(management)]
    demolish: DELETE "/pwa/v3/buildings/{building}";
    path {
        /// The building.
        building: String,
    }
}

mod devices {
    use stytch_api::{endpoint, resource};

    resource! {
        /// Devices, all served by the telemetry host.
        #[host(telemetry)]
        pub Devices {
            endpoints: [ListRequest, NamesRequest],
        }
    }

    endpoint! {
        /// Lists the devices.
        Devices::list: GET "/v1/devices";
    }

    endpoint! {
        /// Lists the names of the devices.
        Devices::names: GET "/v1/devices/names";
    }
}

fn config_error(result: Result<ManagementClient, Error>) -> String {
    match result {
        Err(Error::Config(error)) => error.to_string(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn management_client_has_its_own_host() {
    let client = ManagementClient::new(KEY_ID, KEY_SECRET).unwrap();
    assert_eq!(client.base_url(), "https://management.stytch.com");
    assert_eq!(client.key_id(), KEY_ID);
    assert_eq!(size_of::<ManagementClient>(), size_of::<usize>());
    let debug = format!("{client:?}");
    assert!(debug.starts_with("ManagementClient { key_id: \"workspace-key-"), "{debug}");
    assert!(!debug.contains("KEYSECRET"), "{debug}");
}

#[tokio::test]
async fn call_authenticates_with_the_workspace_key() {
    let body = r#"{"project": {"project_slug": "acme", "name": "Acme", "vertical": "B2B"}}"#;
    let server = Server::start([MockResponse::json(body)]).await;
    let client = server.management_builder().build().unwrap();
    let request = CreateRequest::new("Acme").vertical(Vertical::B2b);
    let created = client.projects().create(request).await.unwrap();
    assert_eq!(created.project.project_slug, "acme");
    let request = server.request();
    assert_eq!((&*request.method, &*request.target), ("POST", "/pwa/v3/projects"));
    assert_eq!(request.body, r#"{"name":"Acme","vertical":"B2B"}"#);
    let credentials = BASE64_STANDARD.encode(format!("{KEY_ID}:{KEY_SECRET}"));
    assert_eq!(request.header("authorization"), Some(&*format!("Basic {credentials}")));
}

#[tokio::test]
async fn endpoints_of_other_crates_inherit_the_host_of_their_resource() {
    let server = Server::start([MockResponse::json("{}")]).await;
    let client = server.management_builder().build().unwrap();
    Buildings::new(&client).count(CountRequest::new()).await.unwrap();
    client.send(DemolishRequest::new("tower")).await.unwrap();
    let targets: Vec<_> = server.requests().into_iter().map(|request| request.target).collect();
    assert_eq!(targets, ["/pwa/v3/buildings", "/pwa/v3/buildings/tower"]);
    assert_eq!(CountRequest::spec().host, Host::Management);
    assert_eq!(DemolishRequest::spec().host, Host::Management);
    for spec in devices::Devices::catalog().specs() {
        assert_eq!(spec.host, Host::Telemetry);
    }
}

/// The types of requests determine their client, so this takes a spec that is known only at run time.
#[tokio::test]
async fn credentials_are_not_sent_to_the_host_of_another_api() {
    let server = Server::start([MockResponse::json("{}")]).await;
    let client = server.client();
    let management = server.management_builder().build().unwrap();
    let (list, search) = (ListRequest::spec(), organizations::SearchRequest::spec());
    let error = client.send_json(list, Metadata::new()).await.unwrap_err();
    assert!(matches!(error, Error::Request(_)), "{error}");
    assert!(error.to_string().contains("call it with a `ManagementClient`"), "{error}");
    let error = management.send_json(search, Metadata::new()).await.unwrap_err();
    assert!(matches!(error, Error::Request(_)), "{error}");
    assert!(error.to_string().contains("call it with a `Client`"), "{error}");
    let mut run = client.bulk_json(list, [("1".to_owned(), Metadata::new())]).run().unwrap();
    let row = run.next().await.unwrap().unwrap();
    assert!(format!("{row:?}").contains("Refused"), "{row:?}");
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn json_call_has_the_endpoints_name_from_the_catalog() {
    let server = Server::start([MockResponse::json(r#"{"projects": []}"#)]).await;
    let spec = Catalog::stytch().find("management.projects.list").unwrap();
    let client = server.management_builder().build().unwrap();
    let response = client.send_json(spec, Metadata::new()).await.unwrap();
    assert!(response["projects"].as_array().unwrap().is_empty());
}

#[tokio::test]
async fn retries_follow_the_safety_of_the_endpoint() {
    let busy = || MockResponse::headers(503, "retry-after: 0\r\n");
    let server = Server::start([busy(), MockResponse::json(r#"{"projects": []}"#)]).await;
    server.management_builder().build().unwrap().projects().list(ListRequest::new()).await.unwrap();
    assert_eq!(server.requests().len(), 2);
    // The project may have been created.
    let server = Server::start([MockResponse::Close]).await;
    let client = server.management_builder().build().unwrap();
    let error = client.projects().create(CreateRequest::new("Acme")).await.unwrap_err();
    assert!(matches!(error, Error::Transport(_)), "{error}");
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn settings_of_the_builder_apply() {
    let server = Server::start([MockResponse::Hang]).await;
    let client = server.management_builder().timeout(Duration::from_millis(50)).build().unwrap();
    let error = client.projects().get(GetRequest::new("acme")).await.unwrap_err();
    assert!(error.is_timeout(), "{error}");
    let message = config_error(server.management_builder().max_requests_per_second(0).build());
    assert!(message.contains("max_requests_per_second"), "{message}");
}

#[tokio::test]
async fn error_does_not_show_the_secret_of_the_key() {
    let body = format!(r#"{{"error_type": "bad_request", "error_message": "key {KEY_SECRET}"}}"#);
    let server = Server::start([MockResponse::status(400, body)]).await;
    let client = server.management_builder().build().unwrap();
    let error = client.projects().list(ListRequest::new()).await.unwrap_err();
    assert!(error.to_string().contains("[redacted]"), "{error}");
    assert!(!error.to_string().contains("KEYSECRET"), "{error}");
}

#[test]
fn invalid_or_swapped_keys_are_rejected() {
    let cases = [
        ("", KEY_SECRET, "the workspace key ID is empty"),
        (PROJECT_ID, PROJECT_SECRET, "the workspace key ID is a project ID"),
        (PROJECT_SECRET, PROJECT_ID, "the workspace key ID is a secret"),
        (KEY_ID, KEY_ID, "the workspace key secret is a workspace key ID"),
        (KEY_ID, "", "the workspace key secret is empty"),
        ("a:b", KEY_SECRET, "colon"),
        (KEY_ID, "a b", "the workspace key secret contains a space"),
    ];
    for (id, secret, expected) in cases {
        let message = config_error(ManagementClient::new(id, secret));
        assert!(message.contains(expected), "{message}");
        assert!(!message.contains("PROJECTSECRET"), "{message}");
    }
    let url = format!("https://example.com/{KEY_SECRET}");
    let message = config_error(ManagementClient::builder(KEY_ID, KEY_SECRET).base_url(url).build());
    assert!(message.contains("contains the workspace key secret"), "{message}");
    assert!(message.contains("`ManagementClient::builder`"), "{message}");
    // A project's client takes no workspace key, because its ID names no environment.
    assert!(Client::new(KEY_ID, KEY_SECRET).is_err());
}
