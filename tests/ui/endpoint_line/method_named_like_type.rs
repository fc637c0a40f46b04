use stytch_api::{endpoint, resource};

resource! {
    /// Doors.
    pub Doors { endpoints: [OpenRequest] }
}

endpoint! {
    /// Opens a door.
    Doors::OpenRequest: POST "/v1/doors/open";
    body { key: String }
}

fn main() {}
