use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    #[retri(safe)]
    open: POST "/v1/doors";
    body { key: String }
}

endpoint! {
    /// Closes a door.
    #[auth = "bearer"]
    #[url_encoded = false]
    close: POST "/v1/doors/close";
}

fn main() {}
