use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    body { key: String }
}

fn main() {}
