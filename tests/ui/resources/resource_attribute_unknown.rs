use stytch_api::resource;

resource! {
    /// Doors.
    #[derive(Debug)]
    pub Doors { endpoints: [], #[inline] locks: Locks }
}

resource! {
    /// Locks.
    pub Locks { endpoints: [] }
}

fn locks(doors: Doors<'_>) -> Locks<'_> {
    doors.locks()
}

fn main() {}
