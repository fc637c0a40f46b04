use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors";
    query {}
    body { key: String }
}

fn main() {}
