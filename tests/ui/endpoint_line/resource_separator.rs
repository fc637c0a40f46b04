use stytch_api::{endpoint, resource};

resource! {
    /// Doors.
    pub Doors { endpoints: [OpenRequest] }
}

endpoint! {
    /// Opens a door.
    Doors.open: POST "/v1/doors";
    body { key: String }
}

fn main() {}
