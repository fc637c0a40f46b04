use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors/{door-id}/open";
    path { door_id: String }
}

fn main() {}
