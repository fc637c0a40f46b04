use stytch_api::open_enum;

open_enum! {
    /// A volume level.
    Loudness { Low = "low", High = "high", LOW = "high" }
}

fn main() {}
