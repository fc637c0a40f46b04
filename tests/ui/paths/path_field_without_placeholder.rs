use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors";
    path { door_id: String }
}

endpoint! {
    /// Closes a door.
    close: POST "/v1/doors/close";
    path { door_id: String, floor: String }
}

fn main() {}
