use stytch_api::open_enum;

open_enum! {
    /// How loud.
    Loudness { Low = "low", Low = "lowest" }
}

fn main() {}
