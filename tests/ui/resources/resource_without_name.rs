use stytch_api::resource;

resource! {
    /// Doors.
    pub { endpoints: [] }
}

fn main() {}
