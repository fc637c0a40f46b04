use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors";
    body { key: String, count: i32, force?: bool }
    response { door_id: String }
}

fn door(response: &OpenResponse) -> &str {
    &response.door
}

fn main() {}
