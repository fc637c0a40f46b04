use stytch_api::open_enum;

open_enum! {
    /// A level.
    Loudness { Low = "low" High = "high" }
}

fn main() {}
