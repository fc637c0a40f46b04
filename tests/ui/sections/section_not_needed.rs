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

endpoint! {
    /// Reads a door.
    read: GET "/v1/doors";
    response_headers { trace_id: String }
}

fn main() {}
