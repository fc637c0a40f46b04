use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors";
    body { pub key: String, pub(crate) code: String }
}

fn main() {}
