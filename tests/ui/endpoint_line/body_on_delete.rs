use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    close: DELETE "/v1/doors";
    body { key: String }
}

fn main() {}
