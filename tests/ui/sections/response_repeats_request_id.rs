use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors";
    response { request_id: String, door_id: String }
}

fn main() {}
