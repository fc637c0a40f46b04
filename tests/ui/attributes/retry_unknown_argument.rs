use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    #[retry(always)]
    open: POST "/v1/doors";
    body { key: String }
}

fn main() {}
