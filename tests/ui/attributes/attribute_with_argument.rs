use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    #[no_auth(true)]
    open: POST "/v1/doors";
    body { door_id: String }
}

fn main() {}
