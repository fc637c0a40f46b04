use stytch_api::{endpoint, object};

object! {
    /// Where a door is.
    #[request]
    Location { floor: i32 }
}

endpoint! {
    /// Opens a door.
    #[form]
    open: POST "/v1/doors";
    body {
        #[flatten]
        location: Location,
    }
}

fn main() {}
