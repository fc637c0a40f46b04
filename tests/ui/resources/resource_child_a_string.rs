use stytch_api::resource;

resource! {
    /// Doors.
    pub Doors { endpoints: [], label: String }
}

fn main() {}
