use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors";
    form { key: String }
}

endpoint! {
    /// Adds a picture of a door.
    picture: POST "/v1/doors/picture";
    multipart { name: String }
}

fn main() {}
