use stytch_api::object;

object! {
    /// A door.
    Door {
        label: String, # on the door
        floor: i32,
    }
}

fn main() {}
