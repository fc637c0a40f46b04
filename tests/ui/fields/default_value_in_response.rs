use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors";
    response { key: String = None, is_open: bool = true }
}

fn main() {}
