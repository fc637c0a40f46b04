use stytch_api::open_enum;

open_enum! {
    /// The state of a door.
    #[request]
    DoorState { Open = "open", Closed = "closed" }
}

fn main() {}
