use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors/{door_id}/{lock_id}";
    path { door_id: Option<String>, lock_id: String? }
}

fn main() {}
