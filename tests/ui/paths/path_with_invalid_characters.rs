use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open: POST "/v1/open doors%21\\now";
}

fn main() {}
