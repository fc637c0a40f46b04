use stytch_api::{object, resource};

resource! {
    /// Doors.
    pub Doors { endpoints: [], lock: Lock }
}

object! {
    /// A lock.
    Lock { number: i32 }
}

fn main() {}
