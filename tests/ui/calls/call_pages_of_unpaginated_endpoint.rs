use stytch_api::{Client, endpoint};

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors";
}

fn open(client: &Client) {
    let _ = client.send(OpenRequest::new()).pages();
}

fn main() {}
