use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors";
    body {
        lock: { id: String, code: String },
        hinges: [{ id: String }],
    }
}

fn main() {}
