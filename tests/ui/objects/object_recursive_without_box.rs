use stytch_api::object;

object! {
    /// A door.
    Door {
        inner?: Door,
        outer: Box<Door>,
    }
}

fn main() {}
