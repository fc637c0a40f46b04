use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    #[form]
    open: POST "/v1/doors";
    response { door_id: String }
}

endpoint! {
    /// Closes a door.
    #[form]
    close: POST "/v1/doors/close";
    query { door_id: String }
}

fn main() {}
