use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors/{door_id}";
    path { door_id: string | null }
}

fn main() {}
