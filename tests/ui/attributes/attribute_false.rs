use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    #[no_auth = false]
    open: POST "/v1/doors";
    body { key: String }
}

fn main() {}
