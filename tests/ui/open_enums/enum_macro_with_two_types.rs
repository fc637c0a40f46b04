use stytch_api::open_enum;

open_enum! {
    /// A level.
    Level { Low = "low" }
    /// A side.
    Side { Left = "left" }
}

fn main() {}
