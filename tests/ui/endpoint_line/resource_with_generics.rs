use stytch_api::{endpoint, resource};

resource! {
    /// Doors.
    pub Doors { endpoints: [OpenRequest] }
}

endpoint! {
    /// Opens a door.
    Doors<'c>::open: POST "/v1/doors";
    body { key: String }
}

fn main() {}
