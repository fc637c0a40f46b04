use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    #[cfg_attr(feature = b2b, deprecated)]
    open: POST "/v1/doors";
    body { key: String }
}

fn main() {}
