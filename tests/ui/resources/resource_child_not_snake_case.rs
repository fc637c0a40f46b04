use stytch_api::resource;

resource! {
    /// Doors.
    pub Doors { endpoints: [], Locks: Locks }
}

resource! {
    /// Locks.
    pub Locks { endpoints: [] }
}

fn main() {}
