use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors";
    body {
        key: String,
        /// The door to open.
    }
}

fn main() {}
