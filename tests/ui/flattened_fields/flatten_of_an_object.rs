use stytch_api::object;

object! {
    /// Where a door is.
    Location { floor: i32 }
}

object! {
    /// A door.
    Door {
        door_id: String,
        #[flatten]
        location: Location,
    }
}

fn floor(door: &Door) -> i32 {
    door.location.floor
}

fn main() {}
