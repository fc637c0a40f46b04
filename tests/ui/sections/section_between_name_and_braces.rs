use stytch_api::endpoint;

endpoint! {
    /// Creates a door.
    create: POST "/v1/doors";
    body Door { label: String }
    response { door_id!: String }
}

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors/open";
    body door_id: String, force?: bool
    response { opened: bool }
}

fn main() {}
