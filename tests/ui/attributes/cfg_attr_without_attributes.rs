use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    #[cfg_attr(unix)]
    open: POST "/v1/doors";
    body { key: String }
}

fn main() {}
