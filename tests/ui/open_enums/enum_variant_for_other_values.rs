use stytch_api::open_enum;

open_enum! {
    /// A level.
    Loudness { Low = "low", #[serde(other)] Other }
}

open_enum! {
    /// The state of a door.
    DoorState { Open = "open", Other(String) }
}

fn main() {}
