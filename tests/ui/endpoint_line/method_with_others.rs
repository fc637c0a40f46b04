use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open: GET | POST "/v1/doors";
    query { key: String }
}

fn main() {}
