use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors";
    #[form]
    body { key: String }
}

endpoint! {
    /// Closes a door.
    close: POST "/v1/doors";
    #[flatten]
    body { rest: String }
}

endpoint! {
    /// Locks a door.
    lock: POST "/v1/doors";
    #[derive(Debug)]
    body { key: String }
}

endpoint! {
    /// Rings a door.
    ring: POST "/v1/doors";
    #[serde(rename_all = "camelCase")]
    body { key: String, door_id: String }
}

fn main() {}
