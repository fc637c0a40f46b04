use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors";
    body: Door;
    response: Vec<Door>
}

endpoint! {
    /// Closes a door.
    close: POST "/v1/doors";
    query: Search;
    body(Door)
    -> (Door, Lock)
}

fn main() {}
