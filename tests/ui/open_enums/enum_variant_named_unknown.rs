use stytch_api::open_enum;

open_enum! {
    /// A volume level.
    Loudness { Low = "low", Unknown = "unknown" }
}

fn main() {}
