use stytch_api::resource;

resource! {
    /// Doors.
    pub Doors { endpoints: [], locks: Lokcs }
}

resource! {
    /// Locks.
    pub Locks { endpoints: [] }
}

fn main() {}
