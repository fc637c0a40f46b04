use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors";
    body { key: String = 1, force?: bool = 2 }
}

fn request() -> OpenRequest {
    OpenRequest::new("key").force(true)
}

fn main() {}
