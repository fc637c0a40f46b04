use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors";
    body {
        /// A note.
        note?: Option<String>,
        /// A picture.
        picture?: Option<Vec<u8>>,
    }
}

fn main() {}
