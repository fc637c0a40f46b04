use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors";
    body: { key: String }
    response -> { door_id: String }
}

endpoint! {
    /// Closes a door.
    close: POST "/v1/doors";
    body = { key: String }
}

endpoint! {
    /// Locks a door.
    lock: POST "/v1/doors";
    body(key: String)
}

endpoint! {
    /// Rings a door.
    ring: POST "/v1/doors";
    "body": { key: String }
}

endpoint! {
    /// Paints a door.
    paint: POST "/v1/doors";
    fn body() { key: String }
}

endpoint! {
    /// Cleans a door.
    clean: POST "/v1/doors";
    body;
}

fn main() {}
