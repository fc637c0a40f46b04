use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors";
    body { key: String = "k", code: String = "k", k: String }
}

fn main() {}
