use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors/{door_ids}";
    path { door_ids: Vec<String> }
}

fn main() {}
