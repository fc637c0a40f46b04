use stytch_api::open_enum;

open_enum! {
    /// The state of a door.
    DoorState {
        Open = "open",
        /// The door is closed.
    }
}

fn main() {}
