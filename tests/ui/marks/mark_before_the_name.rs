use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors";
    body {
        ?key: String,
        code: ?String,
    }
}

fn main() {}
