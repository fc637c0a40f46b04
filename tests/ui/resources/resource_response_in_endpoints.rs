use stytch_api::{endpoint, resource};

resource! {
    /// Doors.
    pub Doors { endpoints: [OpenRequest, OpenResponse, CloseResponse] }
}

endpoint! {
    /// Opens a door.
    Doors::open: POST "/v1/doors";
}

endpoint! {
    /// Closes a door.
    Doors::close: DELETE "/v1/doors";
}

fn main() {}
