use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors/{door_id}";
    request { door_id: String, key: String }
}

fn main() {}
