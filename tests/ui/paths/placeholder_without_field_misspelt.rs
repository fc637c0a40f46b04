use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors/:door_id";
}

endpoint! {
    /// Closes a door.
    close: POST "/v1/doors/{door_id";
}

endpoint! {
    /// Locks a door.
    lock: POST "/v1/doors/door_id}";
}

endpoint! {
    /// Unlocks a door.
    unlock: POST "/v1/doors/{door{id}}";
}

endpoint! {
    /// Reads a door.
    read: GET "/v1/doors/{door-id}";
}

endpoint! {
    /// Watches a door.
    watch: GET "/v1/doors/%7Bdoor_id%7D";
}

endpoint! {
    /// Paints a door.
    paint: POST "v1/doors/{door_id}";
}

fn main() {
    let _ = OpenRequest::new("door-1");
}
