use stytch_api::{endpoint, resource};

resource! {
    /// Doors.
    pub Doors {
        /// All endpoints.
        endpoints: [OpenRequest],
    }
}

endpoint! {
    /// Opens a door.
    Doors::open: POST "/v1/doors/open";
}

fn main() {}
