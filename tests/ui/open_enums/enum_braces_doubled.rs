use stytch_api::open_enum;

open_enum! {
    /// The state of a door.
    DoorState {{ Open = "open", Closed = "closed" }}
}

fn open() -> DoorState {
    DoorState::Open
}

fn main() {}
