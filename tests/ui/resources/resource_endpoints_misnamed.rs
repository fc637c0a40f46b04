use stytch_api::{endpoint, resource};

resource! {
    /// Doors.
    pub Doors { methods: [open] }
}

endpoint! {
    /// Opens a door.
    Doors::open: POST "/v1/doors/open";
}

fn main() {}
