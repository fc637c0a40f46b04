use stytch_api::resource;

resource! {
    /// Doors.
    pub(friends) Doors { endpoints: [] }
}

fn main() {}
