use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    # no_auth
    open: POST "/v1/doors";
    body { door_id: String }
}

endpoint! {
    /// Closes a door.
    @deprecated
    close: POST "/v1/doors/close";
    body { key: String }
}

fn main() {}
