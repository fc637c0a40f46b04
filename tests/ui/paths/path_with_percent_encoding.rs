use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors/%7Bdoor_id%7D";
    path { door_id: String }
}

fn main() {}
