use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors";
    /// The request.
    /// It has a key.
    body { key: String }
}

fn main() {}
