use stytch_api::{endpoint, resource};

resource! {
    /// Doors.
    pub Doors { endpoints: [NewRequest] }
}

endpoint! {
    /// Creates a door.
    Doors::new: POST "/v1/doors";
}

fn main() {}
