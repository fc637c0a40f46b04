use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    method: POST,
    path: "/v1/doors",
    name: open,
}

endpoint! {
    metadata: {
        description: "Closes a door.",
        method: POST,
        name: "close",
        path: "/v1/doors/close",
    }
    request: { key: String }
    response: { door_id: String }
}

fn main() {}
