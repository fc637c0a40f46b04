use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors";
    body { tags: [String], codes: [String; 4] }
}

fn main() {}
