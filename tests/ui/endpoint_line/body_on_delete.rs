use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    close: DELETE "/v1/doors";
    body { key: String }
}

endpoint! {
    /// Removes a door.
    remove: DELETE "/v1/doors";
    query { floor: i32 }
    body { key: String }
}

fn main() {}
