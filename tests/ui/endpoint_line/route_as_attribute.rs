use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    #[post("/v1/doors")]
    open;
    body { key: String }
}

fn main() {}
