use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open: GET "/v1/doors?open=true";
    query { open: bool }
    response { door_id: String }
}

fn main() {}
