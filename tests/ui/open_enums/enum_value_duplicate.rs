use stytch_api::open_enum;

open_enum! {
    /// A volume level.
    Loudness { Low = "low", Lowest = "low" }
}

open_enum! {
    /// The state of a door.
    DoorState { Ajar = "closed", Closed = "closed" }
}

fn closed() -> DoorState {
    DoorState::Closed
}

fn main() {}
