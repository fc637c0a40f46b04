use stytch_api::{Metadata, endpoint};

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors";
    query { filter: Metadata }
}

fn main() {}
