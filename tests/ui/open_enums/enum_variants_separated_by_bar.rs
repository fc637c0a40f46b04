use stytch_api::open_enum;

open_enum! {
    /// A level.
    Loudness { Low = "low" | High = "high" }
}

open_enum! {
    /// A level.
    Pitch { Low = "low"; High = "high" }
}

fn main() {}
