use stytch_api::{endpoint, object};

object! {
    /// A filter for doors.
    Filter { open: bool }
}

endpoint! {
    /// Opens a door.
    #[form]
    open: POST "/v1/doors";
    body { filter: Filter }
}

fn main() {}
