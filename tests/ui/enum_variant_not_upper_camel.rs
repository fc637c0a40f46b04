use stytch_api::open_enum;

open_enum! {
    /// How loud.
    Loudness { low = "low" }
}

fn main() {}
