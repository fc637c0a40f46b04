use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors";
    body { key: Vec<u8>, code: [u8; 4], name: &[u8] }
}

fn main() {}
