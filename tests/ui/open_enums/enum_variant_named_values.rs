use stytch_api::open_enum;

open_enum! {
    /// Kinds of doors.
    Kind { Open = "open", VALUES = "values" }
}

fn main() {
    let _ = Kind::VALUES.len();
}
