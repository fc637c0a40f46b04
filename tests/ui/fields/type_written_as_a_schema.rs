use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors";
    body {
        key: { type: "string", required: false },
    }
}

fn main() {}
