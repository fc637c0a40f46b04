use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors/{door_id}/open";
    response { door_id: String }
}

fn main() {}
