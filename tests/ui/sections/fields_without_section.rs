use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors";
    key: String, fast?: bool
}

fn main() {}
