use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors";
    
    /// Closes a door.
    close: DELETE "/v1/doors";
}

fn main() {}
