use stytch_api::object;

object! {
    /// A door.
    Door(String, i32)
}

fn main() {}
