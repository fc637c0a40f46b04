use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    body { key: String }
    response { opened: bool }
    open: POST "/v1/doors/open";
}

fn main() {}
