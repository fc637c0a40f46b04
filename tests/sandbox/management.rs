//! The Management API, for which the sandbox has a workspace key and no state.

use stytch_api::{
    Client, Error, ManagementClient,
    b2b::organizations,
    management::projects::{CreateRequest, ListRequest},
    sandbox::Sandbox,
};

#[tokio::test]
async fn management_api_responds_by_its_shape() {
    let sandbox = Sandbox::start().await.expect("a sandbox");
    let client = sandbox.management_client_builder().build().expect("a client");
    let created = client.projects().create(CreateRequest::new("Acme")).await.expect("a project");
    assert_eq!(created.status_code, 200);
    let listed = client.projects().list(ListRequest::new()).await.expect("a list");
    assert_eq!(listed.status_code, 200);
    assert_eq!(sandbox.request_count::<ListRequest>(), 1);
}

#[tokio::test]
async fn each_api_accepts_only_its_own_credentials() {
    let sandbox = Sandbox::start().await.expect("a sandbox");
    let project = (sandbox.project_id(), sandbox.secret());
    let key = (sandbox.workspace_key_id(), sandbox.workspace_key_secret());
    // The client rejects a project ID as the ID of a key.
    let management = ManagementClient::builder("key", project.1).base_url(sandbox.url());
    let management = management.build().expect("a client");
    let error = management.projects().list(ListRequest::new()).await.expect_err("an error");
    assert_unauthorized(&error, "the workspace key's ID and secret");
    let client = Client::builder(key.0, key.1).base_url(sandbox.url()).build().expect("a client");
    let search = client.b2b().organizations().search(organizations::SearchRequest::new());
    assert_unauthorized(&search.await.expect_err("an error"), "the project's ID and secret");
    let management = sandbox.management_client_builder().build().expect("a client");
    management.projects().list(ListRequest::new()).await.expect("a list");
}

fn assert_unauthorized(error: &Error, expected: &str) {
    assert_eq!(error.status(), Some(401), "{error}");
    assert!(error.to_string().contains(expected), "{error}");
}
