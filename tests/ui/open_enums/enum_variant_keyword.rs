use stytch_api::open_enum;

open_enum! {
    /// A level.
    Loudness { Self = "self", High = "high" }
}

open_enum! {
    /// A level.
    Pitch { type = "type", High = "high" }
}

fn main() {}
