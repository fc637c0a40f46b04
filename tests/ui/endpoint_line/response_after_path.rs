use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors" -> Door;
    body { key: String }
}

endpoint! {
    /// Lists the doors.
    list: GET "/v1/doors" -> Vec<Door>;
}

endpoint! {
    /// Reads a door.
    read: GET "/v1/doors/first" -> { door_id: String }
}

fn main() {}
