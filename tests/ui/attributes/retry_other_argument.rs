use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    #[retry(3)]
    open: POST "/v1/doors";
    body { key: String }
}

fn main() {}
