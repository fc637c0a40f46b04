use stytch_api::{endpoint, resource};

resource! {
    /// Doors.
    pub Doors { endpoints: [OpenRequest], open: Locks }
}

endpoint! {
    /// Opens a door.
    Doors::open: POST "/v1/doors/open";
}

resource! {
    /// Locks.
    pub Locks { endpoints: [] }
}

fn main() {}
