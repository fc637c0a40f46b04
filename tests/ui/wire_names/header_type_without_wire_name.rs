use stytch_api::{endpoint, open_enum};

open_enum! {
    /// A volume level.
    Loudness { Low = "low", High = "high" }
}

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors";
    header { loudness?: Loudness }
}

fn main() {}
