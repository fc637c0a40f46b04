use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    POST "/v1/doors";
    body { number: i32 }
}

fn main() {}
