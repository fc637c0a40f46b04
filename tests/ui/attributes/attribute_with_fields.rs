use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    #[required(door_id)]
    #[headers("X-Door: front")]
    open: POST "/v1/doors";
    body { door_id: String }
}

fn main() {}
