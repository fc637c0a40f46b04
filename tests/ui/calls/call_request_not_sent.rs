#![deny(unused_must_use)]
use stytch_api::{Client, endpoint};

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors";
    body { key?: String }
}

async fn open(client: &Client) {
    let request = OpenRequest::new();
    request.clone().key("key");
    client.send(request);
}

fn main() {}
