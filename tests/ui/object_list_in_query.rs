use stytch_api::{endpoint, object};

object! {
    /// Which doors.
    Filter { open: bool }
}

endpoint! {
    /// Opens a door.
    list: GET "/v1/doors";
    query { filters: Vec<Filter> }
}

fn main() {}
