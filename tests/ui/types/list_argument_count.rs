use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors";
    body { a: Vec, b: Vec<>, c: Vec<String, String> }
}

fn main() {}
