use stytch_api::resource;

resource! {
    /// Doors.
    pub Doors {
        endpoints: [],
        self: Locks,
    }
}

resource! {
    /// Locks.
    pub Locks { endpoints: [] }
}

fn main() {}
