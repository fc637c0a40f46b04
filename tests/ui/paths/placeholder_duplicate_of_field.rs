use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open: POST "/v1/{door_id}/locks/{door_id}";
    path { door_id: String, lock_id: String }
}

fn main() {}
