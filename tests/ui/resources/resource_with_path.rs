use stytch_api::{endpoint, resource};

resource! {
    /// Doors.
    pub Doors: "/v1/doors" { endpoints: [OpenRequest], locks: Locks }
}

resource! {
    /// Locks.
    pub Locks { path: "/v1/locks", endpoints: [] }
}

endpoint! {
    /// Opens a door.
    Doors::open: POST "/v1/doors";
}

fn open(client: &stytch_api::Client) {
    let _ = Doors::new(client).open(OpenRequest::new());
    let _: Locks = Doors::new(client).locks();
}

fn main() {}
