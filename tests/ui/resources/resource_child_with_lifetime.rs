use stytch_api::resource;

resource! {
    /// Doors.
    pub Doors { endpoints: [], locks: Locks<'c>, keys?: Locks }
}

resource! {
    /// Locks.
    pub Locks { endpoints: [] }
}

fn locks(doors: Doors<'_>) -> Locks<'_> {
    doors.locks()
}

fn main() {}
