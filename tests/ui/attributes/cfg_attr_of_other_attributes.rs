use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    #[cfg_attr(unix, form)]
    open: POST "/v1/doors";
    body { key: String }
}

fn main() {}
