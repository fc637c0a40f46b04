use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors";
    body {
        kind = "type": String,
        label as "name": String,
    }
}

fn main() {}
