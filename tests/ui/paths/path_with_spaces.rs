use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open: POST " /v1/doors";
}

endpoint! {
    /// Closes a door.
    close: POST "/v1/doors ";
}

fn main() {}
