use stytch_api::{Client, ManagementClient, b2b::organizations, management::projects};

fn list(client: &Client) {
    let _ = client.send(projects::ListRequest::new());
    let _ = client.bulk([("1", projects::ListRequest::new())]);
    let _ = projects::Projects::new(client);
}

fn search(client: &ManagementClient) {
    let _ = client.send(organizations::SearchRequest::new());
}

fn main() {}
