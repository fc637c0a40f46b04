use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors";
    body { key: String, count: i32, force?: bool }
    response { door_id: String }
}

fn request() -> OpenRequest {
    OpenRequest::new("key")
}

fn main() {}
