use stytch_api::object;

object! {
    /// A door.

}

fn main() {}
