use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors/{door_id}";
    path {
        #[serde(default)]
        door_id: String,
    }
}

fn main() {}
