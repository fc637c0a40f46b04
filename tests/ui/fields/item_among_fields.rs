use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors";
    body {
        struct Lock { id: String },
        key: String,
    }
}

fn main() {}
