use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors";
    request { key: String }
    returns { door_id: String }
}

endpoint! {
    /// Closes a door.
    close: POST "/v1/doors";
    params: { key: String }
    headers: { trace: String = "X-Trace" }
}

fn main() {}
