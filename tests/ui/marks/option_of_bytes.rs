use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors/{door_id}";
    path { door_id: Option<Vec<u8>> }
    body { photo: Option<Vec<u8>> }
}

fn main() {}
