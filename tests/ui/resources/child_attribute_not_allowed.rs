use stytch_api::resource;

resource! {
    /// Doors.
    pub Doors {
        endpoints: [],
        #[docs = "https://example.com/locks"]
        locks: Locks,
    }
}

resource! {
    /// Locks.
    pub Locks { endpoints: [] }
}

fn main() {}
