use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors";
    body: Door;
    response: Door
}

endpoint! {
    /// Closes a door.
    close: POST "/v1/doors";
    body(Door)
    -> Door
}

fn main() {}
