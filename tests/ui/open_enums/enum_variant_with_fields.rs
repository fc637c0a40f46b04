use stytch_api::open_enum;

open_enum! {
    /// A level.
    Loudness { Low(String), High { decibels: i32 } }
}

fn main() {}
