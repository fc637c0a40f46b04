use stytch_api::open_enum;

open_enum! {
    /// A level.
    Level<T> { Low = "low" }
}

fn main() {}
