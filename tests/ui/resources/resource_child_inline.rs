use stytch_api::resource;

resource! {
    /// Doors.
    pub Doors {
        endpoints: [],
        locks: { endpoints: [] },
    }
}

fn main() {}
