use stytch_api::open_enum;

open_enum! {
    /// The state of a door.
    DoorState {
        Open = "open",
        Closed = "",
    }
}

fn main() {}
