use stytch_api::{endpoint, resource};

resource! {
    /// Doors of a building.
    pub Doors { endpoints: [OpenRequest] }
}

endpoint! {
    /// Opens a door.
    #[host(management)]
    Doors::open: POST "/v1/doors";
}

fn main() {}
