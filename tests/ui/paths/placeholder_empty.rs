use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors/{}/open";
    path { door_id: String }
}

endpoint! {
    /// Closes a door.
    close: POST "/v1/doors/%s/close";
    path { door_id: String }
}

fn main() {}
