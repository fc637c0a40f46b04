use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors";
    errors { not_found: 404 }
}

endpoint! {
    /// Closes a door.
    close: POST "/v1/doors";
    security: ["bearer"]
}

endpoint! {
    /// Locks a door.
    lock: POST "/v1/doors";
    description: "Opens a door."
}

fn main() {}
