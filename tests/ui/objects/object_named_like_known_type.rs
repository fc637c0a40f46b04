use stytch_api::{object, open_enum};

object! {
    /// The metadata of a door.
    Metadata { floor: i32 }
}

open_enum! {
    /// The strings of a door.
    String { A = "a" }
}

object! {
    /// Whether a door is open.
    Boolean { is_open: bool }
}

fn main() {}
