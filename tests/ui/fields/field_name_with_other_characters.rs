use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors";
    body {
        door-id: String,
        ids[]: Vec<String>,
        $ref: String,
        2fa: bool,
    }
}

fn main() {}
