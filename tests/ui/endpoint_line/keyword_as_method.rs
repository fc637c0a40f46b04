use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    move: POST "/v1/doors";
    body { key: String }
}

fn main() {}
