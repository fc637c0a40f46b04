use stytch_api::{endpoint, object};

object! {
    /// A person at a door.
    Guest { name: String }
}

endpoint! {
    /// Lets guests in.
    admit: POST "/v1/guests";
    body { guests: Vec<Guest> }
}

fn main() {}
