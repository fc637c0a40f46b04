use stytch_api::object;

object! {
    /// A door.
    Door(i32)
}

fn main() {}
