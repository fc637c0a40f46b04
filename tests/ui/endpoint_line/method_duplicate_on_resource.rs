use stytch_api::{endpoint, resource};

resource! {
    /// Doors.
    pub Doors {
        endpoints: [],
    }
}

mod first {
    use super::*;

    endpoint! {
        /// Opens a door.
        Doors::open: POST "/v1/doors/open";
    }
}

mod second {
    use super::*;

    endpoint! {
        /// Opens a door again.
        Doors::open: POST "/v1/doors/reopen";
    }
}

fn main() {}
