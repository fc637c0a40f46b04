use stytch_api::{Client, endpoint};

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors/open";
    body { badge_id: String }
    response { opened: bool }
    door_id: String
}

fn call(client: &Client) {
    let _ = client.send(OpenRequest::new("b-1"));
}

fn main() {}
