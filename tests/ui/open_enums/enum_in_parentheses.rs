use stytch_api::open_enum;

open_enum! {
    /// A volume level.
    Loudness("low", "high")
}

fn low() -> Loudness {
    Loudness::Low
}

fn main() {}
