use stytch_api::resource;

resource! {
    /// Doors.
    pub struct Doors { endpoints: [], locks: Locks }
}

resource! {
    /// Locks.
    pub Locks { endpoints: [] }
}

resource! {
    /// Keys.
    impl Keys { endpoints: [] }
}

fn keys(doors: Doors<'_>) -> Locks<'_> {
    let _ = Keys::catalog();
    doors.locks()
}

fn main() {}
