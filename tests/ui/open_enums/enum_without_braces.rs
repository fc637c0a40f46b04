use stytch_api::open_enum;

open_enum! {
    /// A level.
    Level("low", "high")
}

fn main() {}
