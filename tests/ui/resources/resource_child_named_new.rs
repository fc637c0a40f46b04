use stytch_api::resource;

resource! {
    /// Doors.
    pub Doors { endpoints: [], new: Locks }
}

resource! {
    /// Locks.
    pub Locks { endpoints: [] }
}

fn main() {}
