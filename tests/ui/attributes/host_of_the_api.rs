use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    #[host(api)]
    open: POST "/v1/doors";
    body { key: String }
}

fn main() {}
