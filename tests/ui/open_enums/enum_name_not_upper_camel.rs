use stytch_api::open_enum;

open_enum! {
    /// A level.
    level { Low = "low" }
}

fn main() {}
