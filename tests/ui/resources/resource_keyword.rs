use stytch_api::resource;

resource! {
    /// Doors.
    pub Self { endpoints: [] }
}

fn main() {}
