use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open: FETCH "/v1/doors";
    response { door_id: String }
}

endpoint! {
    /// Whether there is a door.
    exists: HEAD "/v1/doors";
}

endpoint! {
    /// Lists what can be done with a door.
    list: OPTIONS "/v1/doors";
}

fn main() {}
