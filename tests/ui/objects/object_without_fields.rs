use stytch_api::object;

object! {
    /// A door.
    Door {}
}

fn main() {}
