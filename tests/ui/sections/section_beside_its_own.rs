use stytch_api::{Client, Secret, endpoint};

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors/open";
    payload { session_token?: Secret }
    body { door_id: String }
}

fn call(client: &Client) {
    let _ = client.send(OpenRequest::new("d-1").session_token("t"));
}

fn main() {}
