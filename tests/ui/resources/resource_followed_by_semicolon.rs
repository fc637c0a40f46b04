use stytch_api::resource;

resource! {
    /// Doors.
    pub Doors { endpoints: [] };
}

fn main() {}
