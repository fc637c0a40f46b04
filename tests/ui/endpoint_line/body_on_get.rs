use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open: GET "/v1/doors";
    body { key: String }
}

fn main() {}
