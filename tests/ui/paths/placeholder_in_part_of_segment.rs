use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    read: GET "/v1/doors/{door_id}.json";
    path { door_id: String }
}

fn main() {}
