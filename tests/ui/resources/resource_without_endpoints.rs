use stytch_api::resource;

resource! {
    /// Doors.
    pub Doors { locks: Locks }
}

resource! {
    /// Locks.
    pub Locks {}
}

fn locks(doors: Doors<'_>) -> Locks<'_> {
    doors.locks()
}

fn main() {}
