use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    CREATE ENDPOINT open AS POST "/v1/doors";
    body { key: String }
}

fn request() -> OpenRequest {
    OpenRequest::new("key")
}

fn main() {}
