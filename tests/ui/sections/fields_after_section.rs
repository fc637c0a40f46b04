use stytch_api::{Client, endpoint};

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors/open";
    body { badge_id: String }
    response { opened: bool }
    door_id: String
}

endpoint! {
    /// Closes a door.
    close: POST "/v1/doors/close";
    body { badge_id: String }
    door_id: String, force?: bool
    response { closed: bool }
}

fn call(client: &Client) {
    let _ = client.send(OpenRequest::new("b-1"));
}

fn main() {}
