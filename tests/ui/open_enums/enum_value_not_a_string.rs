use stytch_api::open_enum;

open_enum! {
    /// A level.
    Loudness { Low = 1, High = 2 }
}

open_enum! {
    /// A level.
    Pitch { Low = low, High = b"high" }
}

fn main() {}
