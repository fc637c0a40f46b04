use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    #[post("/v1/doors")]
    open: POST "/v1/doors";
    body { key: String }
}

fn main() {}
