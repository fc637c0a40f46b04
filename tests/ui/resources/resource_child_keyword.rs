use stytch_api::resource;

resource! {
    /// Doors.
    pub Doors { endpoints: [], type: Locks }
}

resource! {
    /// Locks.
    pub Locks { endpoints: [] }
}

fn main() {}
