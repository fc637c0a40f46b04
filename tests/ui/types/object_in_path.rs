use stytch_api::{endpoint, object};

object! {
    /// A filter for doors.
    Filter { open: bool }
}

endpoint! {
    /// Opens a door.
    list: GET "/v1/doors/{filter}";
    path { filter: Filter }
}

fn main() {}
