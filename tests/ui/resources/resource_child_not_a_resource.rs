use stytch_api::resource;

resource! {
    /// Doors.
    pub Doors { endpoints: [], locks: Locks }
}

/// Locks.
pub struct Locks<'c>(&'c str);

fn main() {}
