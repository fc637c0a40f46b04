use stytch_api::{endpoint, object};

object! {
    /// A filter for doors.
    Filter { open: bool }
}

endpoint! {
    /// Opens a door.
    list: GET "/v1/doors";
    header { filter: Filter = "X-Filter" }
}

fn main() {}
