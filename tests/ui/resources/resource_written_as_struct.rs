use stytch_api::resource;

resource! {
    /// Doors.
    pub struct Doors { endpoints: [] }
}

fn main() {}
