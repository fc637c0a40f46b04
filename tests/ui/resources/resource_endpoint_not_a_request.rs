use stytch_api::{object, resource};

object! {
    /// A door.
    Door { number: i32 }
}

resource! {
    /// Doors.
    pub Doors { endpoints: [Door] }
}

fn main() {}
