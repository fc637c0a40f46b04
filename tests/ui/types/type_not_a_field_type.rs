use stytch_api::endpoint;

struct Key;

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors";
    body { key: Key }
}

fn main() {}
