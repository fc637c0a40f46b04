use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open(key: String): POST "/v1/doors";
    response { door_id: String }
}

fn main() {}
