use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    #[derive(Debug)]
    open: POST "/v1/doors";
    body { key: String }
}

fn main() {}
