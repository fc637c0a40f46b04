use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors";
    body {
        /// A note.
        note?: String | null,
    }
}

fn main() {}
