use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors";
    response Ok { door_id: String }
    response Err { code: String }
}

fn door_id(response: OpenResponse) -> String {
    response.door_id
}

fn main() {}
