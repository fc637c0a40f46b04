use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open: POST, "/v1/doors";
}

fn main() {}
