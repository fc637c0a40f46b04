use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open: Method::POST "/v1/doors";
    body { key: String }
}

endpoint! {
    /// Closes a door.
    close: "POST" "/v1/doors/close";
    body { key: String }
}

fn main() {}
