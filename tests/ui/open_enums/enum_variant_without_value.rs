use stytch_api::open_enum;

open_enum! {
    /// A volume level.
    Loudness { Low, High = "high", #[serde(rename = "max")] Highest }
}

fn main() {}
