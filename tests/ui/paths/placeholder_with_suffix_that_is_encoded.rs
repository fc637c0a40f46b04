use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors/{door_id}:open";
    path { door_id: String }
}

endpoint! {
    /// Closes a door.
    close: POST "/v1/doors/{door_id}:close";
}

fn main() {}
