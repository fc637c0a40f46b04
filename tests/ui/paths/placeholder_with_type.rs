use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open: POST "/v1/{door_id:String}";
    path { door_id: String }
}

endpoint! {
    /// Closes a door.
    close: POST "/v1/<string:door_id>";
    path { door_id: String }
}

fn main() {}
