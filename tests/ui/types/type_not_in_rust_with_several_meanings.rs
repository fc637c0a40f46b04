use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors";
    body { tags: [], keys: map[string] }
}

fn main() {}
