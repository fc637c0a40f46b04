use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    method: POST,
    path: "/v1/doors",
    name: open,
}

fn main() {}
