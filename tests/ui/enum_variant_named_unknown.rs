use stytch_api::open_enum;

open_enum! {
    /// How loud.
    Loudness { Low = "low", Unknown = "unknown" }
}

fn main() {}
