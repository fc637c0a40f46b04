use stytch_api::{Client, endpoint};

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors/{door_id}/open";
    path { doorId: String }
}

fn call(client: &Client) {
    let _ = client.send(OpenRequest::new("d-1"));
}

fn main() {}
