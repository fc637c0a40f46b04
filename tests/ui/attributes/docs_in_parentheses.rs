use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    #[docs("https://example.com/doors")]
    open: POST "/v1/doors";
    body { key: String }
}

fn main() {}
