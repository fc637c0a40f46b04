use stytch_api::{endpoint, resource};

resource! {
    /// Doors.
    pub Doors { endpoints: [OpenRequest; CloseRequest] }
}

endpoint! {
    /// Opens a door.
    Doors::open: POST "/v1/doors/open";
}

endpoint! {
    /// Closes a door.
    Doors::close: POST "/v1/doors/close";
}

fn main() {}
