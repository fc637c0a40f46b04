use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    #[doc("It stays open.")]
    open: POST "/v1/doors";
    body { key: String }
}

fn main() {}
