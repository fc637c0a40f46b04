use stytch_api::object;

object! {
    /// A door.
    Door {
        label string
        floor int32
        locked bool
    }
}

fn main() {}
